from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "haidang.foundation.importing"
    label = "importing"
