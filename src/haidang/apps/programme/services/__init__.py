"""Writes to obligations: each appends to the history and brings the task in line with it."""

from haidang.apps.programme.services.correcting import Correction, correct_obligation
from haidang.apps.programme.services.history import Upload
from haidang.apps.programme.services.progress import Progress, reopen_task, report_progress
from haidang.apps.programme.services.publishing import PublicationCheck, check_publication, release_commitment
from haidang.apps.programme.services.registering import NewObligation, create_obligation

__all__ = [
    "Correction",
    "NewObligation",
    "Progress",
    "PublicationCheck",
    "Upload",
    "check_publication",
    "correct_obligation",
    "create_obligation",
    "release_commitment",
    "reopen_task",
    "report_progress",
]
