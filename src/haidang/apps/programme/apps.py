from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "haidang.apps.programme"
    label = "programme"

    def ready(self) -> None:
        from haidang.apps.observations.services import register_measures
        from haidang.apps.programme import imports
        from haidang.apps.programme.measures import measure_programme
        from haidang.apps.programme.panels import panel_of_unit
        from haidang.foundation.importing.importer import register
        from haidang.foundation.web.panels import add_panel

        for importer in imports.IMPORTERS:
            register(importer)
        register_measures("programme", measure_programme)
        add_panel("organisations.unit", 10, panel_of_unit)
