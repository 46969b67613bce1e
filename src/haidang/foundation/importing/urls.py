"""Addresses of importing."""

from django.urls import path

from haidang.foundation.importing import views

app_name = "importing"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("xac-nhan/", views.confirm, name="confirm"),
]
