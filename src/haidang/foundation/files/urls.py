"""Addresses of stored files."""

from django.urls import path

from haidang.foundation.files import views

app_name = "files"
urlpatterns = [
    path("<slug:sha256>/", views.show_file, name="file"),
    path("<slug:sha256>/tai-ve/", views.download_file, name="download"),
]
