from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "haidang.foundation.events"
    label = "events"
