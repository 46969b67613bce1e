from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "haidang.apps.inspections"
    label = "inspections"

    def ready(self) -> None:
        from haidang.apps.inspections import actions  # noqa: F401  the words of the audit trail
