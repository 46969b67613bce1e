from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "haidang.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from haidang.foundation.jobs import tasks
        from haidang.foundation.jobs.periodic import repeat

        day = 24 * 3600
        repeat(tasks.deliver_events, seconds=10)
        repeat(tasks.seal_audit_trail, seconds=30)
        repeat(tasks.send_messages, seconds=30)
        repeat(tasks.prune_idempotent_calls, seconds=day)
        repeat(tasks.prune_results, seconds=day)
