"""Public addresses."""

from django.urls import path

from haidang.portal import commitments, figure_check, inspection_plans, shared_reports, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("kiem-tra-so-lieu/", figure_check.figure_check, name="figure-check"),
    path("cam-ket/", commitments.show_commitments, name="commitments"),
    path("ke-hoach-thanh-tra/", inspection_plans.show_inspection_plans, name="inspection-plans"),
    path("ke-hoach-thanh-tra/<int:year>/", inspection_plans.show_inspection_plan, name="inspection-plan"),
    path("xem-bao-cao/<str:secret>/", shared_reports.show_shared_report, name="shared-report"),
    path("suc-khoe/", views.health, name="health"),
]
