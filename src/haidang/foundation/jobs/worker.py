"""The worker process: django-tasks' database worker, and beside it a beat that enqueues the periodic work."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.db import close_old_connections
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from haidang.foundation.jobs.periodic import periodic_tasks

logger = logging.getLogger(__name__)


def run_worker() -> None:
    """Work until a signal ends it; a running task is finished first."""
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(stop,), name="beat", daemon=True)
    beat.start()
    try:
        call_command("db_worker", interval=2, verbosity=0, reload=False)
    finally:
        stop.set()


def _beat(stop: threading.Event) -> None:
    elapsed = 0
    while not stop.wait(1):
        elapsed += 1
        for task, seconds in periodic_tasks():
            if elapsed % seconds == 0 or elapsed == 1:
                enqueue_once(task)
        close_old_connections()


def enqueue_once(task: Task[..., Any]) -> None:
    """Enqueue a periodic task unless it already waits."""
    try:
        waiting = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            task.enqueue()
    except Exception:  # the beat goes on; the next second tries again
        logger.exception("could not enqueue %s", task.module_path)
