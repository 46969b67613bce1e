from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "haidang.foundation.jobs"
    label = "jobs"
