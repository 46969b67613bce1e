"""What every list of the API shares: who asks, pages with bounds, rows that wait."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

from haidang.foundation.accounts.actor import Actor

PAGE, MAX_PAGE, MAX_OFFSET = 100, 1_000, 10**9
MAX_WORDS = 100  # words to search for are cut where the pages cut them


class Pages(LimitOffsetPagination):
    """Pages whose size and beginning are bounded, so that no request reads everything or overflows the database."""

    class Input(Schema):
        limit: int = Field(PAGE, ge=1, le=MAX_PAGE)
        offset: int = Field(0, ge=0, le=MAX_OFFSET)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


class Lazy:
    """A queryset whose rows become records only for the page that is asked for."""

    def __init__(self, rows: Any, record: Any) -> None:
        self.rows, self.record = rows, record

    def __getitem__(self, window: slice) -> list[dict[str, Any]]:
        return [self.record(row) for row in self.rows[window]]

    def count(self) -> int:
        return int(self.rows.count())

    def all(self) -> Lazy:
        return self


class LazyPages(Lazy):
    """A queryset whose rows become records a page at a time: `record` takes the rows of the page."""

    def __getitem__(self, window: slice) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = self.record(list(self.rows[window]))
        return records
