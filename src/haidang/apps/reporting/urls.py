"""Addresses of rounds and reports."""

from django.urls import path

from haidang.apps.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.show_rounds, name="rounds"),
    path("bao-cao/<str:code>/", views.show_report, name="report"),
    path("bao-cao/<str:code>/chot/", views.freeze, name="freeze"),
    path("bao-cao/<str:code>/doi-chieu-van-ban/", views.check_text, name="check-text"),
    path("bao-cao/<str:code>/tai-ve/<str:name>/", views.download, name="download"),
    path("<str:code>/", views.show_round, name="round"),
]
