"""Addresses of figures and findings."""

from django.urls import path

from haidang.apps.observations import views

app_name = "observations"
urlpatterns = [
    path("", views.show_figures, name="list"),
    path("<int:pk>/", views.show_figure, name="figure"),
    path("<int:pk>/dieu-chinh/", views.revise, name="revise"),
    path("diem-can-kiem-tra/", views.show_findings, name="findings"),
    path("diem-can-kiem-tra/<int:pk>/", views.show_finding, name="finding"),
    path("quan-he/", views.show_relations, name="relations"),
]
