"""Addresses of the audit trail."""

from django.urls import path

from haidang.foundation.audit import views

app_name = "audit"
urlpatterns = [path("", views.show_trail, name="trail")]
