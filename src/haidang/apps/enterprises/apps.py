from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "haidang.apps.enterprises"
    label = "enterprises"

    def ready(self) -> None:
        from haidang.apps.enterprises import actions, imports  # noqa: F401  the words of the audit trail
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
