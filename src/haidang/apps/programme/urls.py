"""Addresses of plans and tasks."""

from django.urls import path

from haidang.apps.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.show_tasks, name="list"),
    path("don-vi/", views.show_units, name="units"),
    path("<str:code>/", views.show_task, name="task"),
]
