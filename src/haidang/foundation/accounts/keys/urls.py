"""Addresses of keys."""

from django.urls import path

from haidang.foundation.accounts.keys import views

app_name = "keys"
urlpatterns = [
    path("", views.show_keys, name="list"),
    path("khoa-moi/", views.create, name="create"),
    path("<slug:prefix>/thu-hoi/", views.revoke, name="revoke"),
]
