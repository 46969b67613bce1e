from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "haidang.apps.inspections"
    label = "inspections"

    def ready(self) -> None:
        # the words of the audit trail, what is imported, what runs by itself
        from haidang.apps.inspections import actions, actions_conduct, imports, tasks  # noqa: F401
        from haidang.apps.inspections.measures import measure_inspections
        from haidang.apps.inspections.panels import panel_of_enterprise, panel_of_unit
        from haidang.apps.observations.services import register_measures
        from haidang.foundation.importing.importer import register
        from haidang.foundation.jobs.periodic import repeat
        from haidang.foundation.web.panels import add_panel

        register(imports.PlanImporter())
        register_measures("inspections", measure_inspections)
        add_panel("enterprises.enterprise", 10, panel_of_enterprise)
        add_panel("organisations.unit", 20, panel_of_unit)
        repeat(tasks.resolve_plans, seconds=5)
        repeat(tasks.make_plan_files, seconds=5)
