from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "haidang.desk"
    label = "desk"
