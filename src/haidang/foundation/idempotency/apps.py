from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "haidang.foundation.idempotency"
    label = "idempotency"
