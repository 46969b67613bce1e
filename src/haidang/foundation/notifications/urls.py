"""Addresses of messages."""

from django.urls import path

from haidang.foundation.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.show_mine, name="mine"),
    path("da-doc/", views.read_all, name="read-all"),
    path("<int:pk>/mo/", views.open_matter, name="open"),
    path("<int:pk>/da-doc/", views.read, name="read"),
    path("thu-gui-di/", views.show_outgoing, name="outgoing"),
    path("thu-gui-di/<int:pk>/gui-lai/", views.resend, name="resend"),
]
