"""Addresses of the index."""

from django.urls import path

from haidang.apps.competitiveness.views import comparison, profile, scenarios, simulation

app_name = "competitiveness"
urlpatterns = [
    path("", profile.show_profile, name="profile"),
    path("tai-ve/qua-cac-nam.<str:form>", profile.export_profile, name="export-profile"),
    path("tai-ve/thay-doi.<str:form>", profile.export_change, name="export-change"),
    path("tai-ve/so-sanh.<str:form>", comparison.export_comparison, name="export-comparison"),
    path("tai-ve/phuong-an.<str:form>", scenarios.export_scenarios, name="export-scenarios"),
    path("thay-doi/", profile.show_change, name="change"),
    path("so-sanh/", comparison.show_comparison, name="comparison"),
    path("thanh-phan/<str:code>/", comparison.show_subindex, name="subindex"),
    path("mo-phong/", simulation.show_simulation, name="simulation"),
    path("mo-phong/thu-hang/", simulation.show_way, name="way"),
    path("mo-phong/luu/", simulation.save, name="save-scenario"),
    path("phuong-an/", scenarios.show_scenarios, name="scenarios"),
    path("phuong-an/so-sanh/", scenarios.compare_scenarios, name="compare-scenarios"),
    path("phuong-an/<int:pk>/", scenarios.show_scenario, name="scenario"),
    path("phuong-an/<int:pk>/sua/", scenarios.rename, name="rename-scenario"),
    path("phuong-an/<int:pk>/xoa/", scenarios.remove, name="delete-scenario"),
    path("phuong-an/<int:pk>/tai-ve.<str:form>", scenarios.export_scenario, name="export-scenario"),
]
