"""Addresses of signing in and out, and of the language switch."""

from django.urls import path
from django.views.i18n import set_language

from haidang.foundation.accounts import views
from haidang.foundation.accounts.access import public

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("mat-khau/", views.change_password, name="password"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("ngon-ngu/", public(set_language), name="set-language"),
]
