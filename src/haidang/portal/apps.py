from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "haidang.portal"
    label = "portal"
