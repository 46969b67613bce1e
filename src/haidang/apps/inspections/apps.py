from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "haidang.apps.inspections"
    label = "inspections"

    def ready(self) -> None:
        from haidang.apps.inspections import actions, imports, tasks  # noqa: F401  the words of the audit trail
        from haidang.foundation.importing.importer import register
        from haidang.foundation.jobs.periodic import repeat

        register(imports.PlanImporter())

        repeat(tasks.resolve_plans, seconds=5)
        repeat(tasks.make_plan_files, seconds=5)
