"""Addresses of units."""

from django.urls import path

from haidang.apps.organisations import people_views, views

app_name = "organisations"
urlpatterns = [
    path("", views.show_units, name="list"),
    path("hop-nhat/", views.merge, name="merge"),
    path("nhan-su/", people_views.show_people, name="people"),
    path("nhan-su/tai-khoan-moi/", people_views.employ, name="employ"),
    path("nhan-su/bo-nhiem/", people_views.appoint, name="appoint"),
    path("nhan-su/<int:pk>/ket-thuc/", people_views.end, name="end-position"),
    path("<str:code>/", views.show_unit, name="unit"),
    path("<str:code>/ket-thuc/", views.end, name="end"),
]
