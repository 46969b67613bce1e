"""A tiny API whose operations change something, to be called again and again."""

from __future__ import annotations

import os
import signal
import time

from django.db import transaction
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from ninja import File, NinjaAPI, Schema, Status, UploadedFile
from ninja.errors import HttpError

from haidang.foundation.events.models import OutboxEvent
from haidang.foundation.events.services import publish
from haidang.foundation.idempotency.calls import idempotent

NAME = "test.written"

api = NinjaAPI(urls_namespace="test-idempotency", docs_url=None, openapi_url=None)


def signed_in(request: HttpRequest) -> bool:
    return request.actor.is_authenticated


class NoteIn(Schema):
    """What to write, and how to end."""

    text: str
    ending: str = "well"


class NoteOut(Schema):
    """What was written, and how many there are now."""

    text: str
    count: int


class Broken(Exception):
    """Something nobody thought of."""


def write(text: str) -> NoteOut:
    with transaction.atomic():
        publish(NAME, {"text": text}, at=timezone.now())
    return NoteOut(text=text, count=OutboxEvent.objects.filter(name=NAME).count())


@api.post("/notes", response={201: NoteOut}, auth=signed_in)
@idempotent
def add(request: HttpRequest, content: NoteIn):
    note = write(content.text)
    match content.ending:
        case "broken":
            raise Broken
        case "unavailable":
            raise HttpError(503, "later")
        case "refused":
            raise HttpError(404, "there is no such thing")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "slow":
            time.sleep(1.5)
    return Status(201, note)


@api.post("/files", response=NoteOut, auth=signed_in)
@idempotent
def add_file(request: HttpRequest, file: File[UploadedFile]):
    return write(file.read().decode())


urlpatterns = [path("t/", api.urls)]
