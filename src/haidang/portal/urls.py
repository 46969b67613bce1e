"""Public addresses."""

from django.urls import path

from haidang.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("suc-khoe/", views.health, name="health"),
]
