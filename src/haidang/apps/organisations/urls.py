"""Addresses of units."""

from django.urls import path

from haidang.apps.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.show_units, name="list"),
    path("hop-nhat/", views.merge, name="merge"),
    path("<str:code>/", views.show_unit, name="unit"),
    path("<str:code>/ket-thuc/", views.end, name="end"),
]
