"""Reads about documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from haidang.apps.documents.models import Document
from haidang.domain.vietnamese import format_long_date
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def list_documents(actor: Actor) -> QuerySet[Document]:
    """All known documents, newest first."""
    return Document.objects.all() if actor.may(Permission.VIEW_DOCUMENTS) else Document.objects.none()


def map_documents(numbers: Iterable[str]) -> dict[str, Document]:
    """The documents with these numbers, by number (one query)."""
    return Document.objects.in_bulk(list(set(numbers)), field_name="number")


def cite(document: Document, *, short: bool = False) -> str:
    """How a text cites it: "Kế hoạch số 197/KH-UBND ngày 22 tháng 8 năm 2024 của …" (Decree 30/2020, App. I)."""
    text = f"{document.type_name} số {document.number}"
    if short:
        return text
    if document.issued_on:
        text = f"{text} {format_long_date(document.issued_on)}"
    return f"{text} của {document.issuer}"
