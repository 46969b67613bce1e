"""Addresses of the desk."""

from django.urls import path

from haidang.desk import views

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", views.home, name="home"),
    path("tim-kiem/", views.search, name="search"),
]
