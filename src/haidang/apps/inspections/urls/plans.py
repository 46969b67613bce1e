"""Addresses of plans, from the file to the adjusted plan."""

from django.urls import path

from haidang.apps.inspections.views import years

urlpatterns = [
    path("", years.show_years, name="years"),
]
