from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "haidang.foundation.files"
    label = "files"

    def ready(self) -> None:
        from haidang.foundation.files.sources import register_source, resolve_file, resolve_files

        register_source("urn:haidang:file:", resolve_file, many=resolve_files)
