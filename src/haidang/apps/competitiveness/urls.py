"""Addresses of the index."""

from django.urls import path

from haidang.apps.competitiveness import views

app_name = "competitiveness"
urlpatterns = [
    path("", views.show_profile, name="profile"),
    path("thay-doi/", views.show_change, name="change"),
]
