"""Addresses of inspections."""

from haidang.apps.inspections.urls import plans

app_name = "inspections"
urlpatterns = [*plans.urlpatterns]
