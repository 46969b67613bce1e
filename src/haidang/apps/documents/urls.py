"""Addresses of documents."""

from django.urls import path

from haidang.apps.documents import views

app_name = "documents"
urlpatterns = [path("", views.show_documents, name="list")]
