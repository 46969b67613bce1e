from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "haidang.foundation.web"
    label = "web"
