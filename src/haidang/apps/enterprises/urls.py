"""Addresses of the registry."""

from django.urls import path

from haidang.apps.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("", views.show_enterprises, name="list"),
    path("tai-ve/<str:form>/", views.export, name="export"),
    path("cap-nhat/", views.update, name="update"),
    path("cap-nhat/nhan/", views.take, name="take"),
    path("<int:pk>/", views.show_enterprise, name="enterprise"),
    path("<int:pk>/so-dinh-danh/", views.reveal, name="reveal"),
]
