from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "haidang.apps.organisations"
    label = "organisations"

    def ready(self) -> None:
        from haidang.apps.organisations import imports
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
