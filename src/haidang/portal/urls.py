"""Public addresses."""

from django.urls import path

from haidang.portal import figure_check, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("kiem-tra-so-lieu/", figure_check.figure_check, name="figure-check"),
    path("suc-khoe/", views.health, name="health"),
]
