from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "haidang.apps.documents"
    label = "documents"

    def ready(self) -> None:
        from haidang.apps.documents import imports
        from haidang.foundation.importing.importer import register

        for importer in imports.IMPORTERS:
            register(importer)
