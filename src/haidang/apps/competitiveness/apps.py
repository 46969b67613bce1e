from django.apps import AppConfig


class CompetitivenessConfig(AppConfig):
    name = "haidang.apps.competitiveness"
    label = "competitiveness"

    def ready(self) -> None:
        from haidang.apps.competitiveness import imports
        from haidang.apps.competitiveness.measures import ROOM, measure_index
        from haidang.apps.observations.services import register_measures
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
        register_measures(ROOM, measure_index)
