from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "haidang.foundation.notifications"
    label = "notifications"

    def ready(self) -> None:
        from haidang.foundation.notifications import actions  # noqa: F401  registers the sentences
