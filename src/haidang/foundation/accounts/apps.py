from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "haidang.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from haidang.foundation.accounts import actions  # noqa: F401  registers the sentences
