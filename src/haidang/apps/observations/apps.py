from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "haidang.apps.observations"
    label = "observations"

    def ready(self) -> None:
        from haidang.apps.observations import imports
        from haidang.apps.observations.panels import panel_of_unit
        from haidang.apps.observations.sources import resolve_correction, resolve_measure
        from haidang.foundation.files.sources import register_source
        from haidang.foundation.importing.importer import register
        from haidang.foundation.web.panels import add_panel

        for importer in imports.IMPORTERS:
            register(importer)
        register_source("urn:haidang:measure:", resolve_measure)
        register_source("urn:haidang:correction:", resolve_correction)
        add_panel("organisations.unit", 20, panel_of_unit)
