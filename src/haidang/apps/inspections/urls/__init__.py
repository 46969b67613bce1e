"""Addresses of inspections."""

from haidang.apps.inspections.urls import conduct, plans

app_name = "inspections"
urlpatterns = [*plans.urlpatterns, *conduct.urlpatterns]
