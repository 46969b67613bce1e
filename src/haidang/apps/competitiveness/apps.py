from django.apps import AppConfig


class CompetitivenessConfig(AppConfig):
    name = "haidang.apps.competitiveness"
    label = "competitiveness"

    def ready(self) -> None:
        from haidang.apps.competitiveness import imports
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
