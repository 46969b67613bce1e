"""Who is who in the plans of a year, worked out: lines, registered enterprises and answers in, entities out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.enterprises.selectors import list_candidates
from haidang.apps.inspections.models import Answer, MatchDecision, PlanLine, PlanYear
from haidang.foundation.accounts.actor import Actor

REVIEWS_KEPT: Final = 400
_Pair = tuple[int, int, bool]
"""Two rows, and whether they are one enterprise."""
_FIELDS: Final = ("pk", "name", "tax_code", "personal_number", "address", "appearance", "unit__name_vi")


@dataclass(frozen=True)
class Question:
    """A pair that may be one enterprise: a line, and another line or a registered enterprise."""

    line: int
    other: int | None
    enterprise: int | None
    chance: float
    reasons: str


@dataclass(frozen=True)
class Matched:
    """`entity` by the id of the line, what people should be asked, most useful first, and what answers linked.

    `taught` are pairs that nobody was asked about and that are linked since answers to pairs like them tell so.
    """

    entity: dict[int, str]
    questions: list[Question]
    taught: list[Question]


@dataclass(frozen=True)
class _Row:
    """A row to be compared: a line, or a name of a registered enterprise."""

    name: str
    mst: str
    addr: str
    unit: str
    registered: str
    line: int | None
    key: str


def match_lines(year: PlanYear) -> Matched:
    """Work out who is who. Reads only; takes about a second for 2,000 lines, longer with a large registry."""
    lines = list(PlanLine.objects.in_force().filter(year=year).order_by("pk").values(*_FIELDS))
    if not lines:
        return Matched({}, [], [])
    rows = [_line_row(line) for line in lines] + list(_registry_rows())
    found = _resolved(rows, _answers(rows), [*_one_key(rows), *_equal_persons(lines, rows)])
    return Matched(
        _entities(rows, found.entity), _questions(rows, found.reviews), _questions(rows, found.taught)
    )


def _line_row(line: dict[str, Any]) -> _Row:
    return _Row(
        line["name"],
        line["tax_code"],
        line["address"],
        line["unit__name_vi"],
        "",
        line["pk"],
        line["appearance"],
    )


def _registry_rows() -> Iterable[_Row]:
    for candidate in list_candidates(Actor.system("match plans")):
        key = f"e{candidate.enterprise_id}"
        code = candidate.tax_code
        yield _Row(candidate.name, code, candidate.address, "", key, None, key)
        if candidate.former_address and not candidate.is_former:
            yield _Row(candidate.name, code, candidate.former_address, "", key, None, key)


def _resolved(rows: Sequence[_Row], answers: Sequence[_Pair], facts: Sequence[_Pair]) -> Any:
    import polars as pl  # noqa: PLC0415  a second to import, and only the worker needs it

    from haidang.domain.overlaps.resolving import Linking, resolve  # noqa: PLC0415

    columns = ("name", "mst", "addr", "unit", "registered")
    table = pl.DataFrame({column: [getattr(row, column) for row in rows] for column in columns})
    return resolve(table, Linking.SURE, answers=answers, facts=facts)


def _answers(rows: Sequence[_Row]) -> list[_Pair]:
    """What people decided, as pairs of rows; the last answer to a pair counts."""
    first = _first_by_key(rows)
    said: dict[tuple[int, int], bool] = {}
    decisions = MatchDecision.objects.filter(undone_at=None).exclude(answer=Answer.LATER).order_by("pk")
    for one, other, answer in decisions.values_list("one", "other", "answer"):
        if one in first and other in first:
            a, b = first[one], first[other]
            said[min(a, b), max(a, b)] = answer == Answer.SAME
    return [(a, b, same) for (a, b), same in said.items()]


def _one_key(rows: Sequence[_Row]) -> list[_Pair]:
    """Rows of one appearance, or of one registered enterprise, are one."""
    first = _first_by_key(rows)
    return [(first[row.key], number, True) for number, row in enumerate(rows) if first[row.key] != number]


def _first_by_key(rows: Sequence[_Row]) -> dict[str, int]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        first.setdefault(row.key, number)
    return first


def _equal_persons(lines: Sequence[dict[str, Any]], rows: Sequence[_Row]) -> list[_Pair]:
    """Households with one personal number are one: compared as tokens, with each other and with the registry."""
    tokens = {line["personal_number"] for line in lines if line["personal_number"]}
    if not tokens:
        return []
    known = Enterprise.objects.filter(personal_number__in=tokens).values_list("personal_number", "pk")
    entry = {row.key: number for number, row in enumerate(rows) if row.line is None}
    first = {token: entry[f"e{pk}"] for token, pk in known if f"e{pk}" in entry}
    found = []
    for number, line in enumerate(lines):
        if token := line["personal_number"]:
            place = first.setdefault(token, number)
            if place != number:
                found.append((place, number, True))
    return found


def _entities(rows: Sequence[_Row], group: Sequence[int]) -> dict[int, str]:
    """The name of each line's entity: its registered enterprise, else the least appearance among its lines."""
    keys: dict[int, list[str]] = {}
    for row, place in zip(rows, group, strict=True):
        keys.setdefault(place, []).append(row.key)
    # "e…" is a registered one and goes before all appearances
    name = {place: min(theirs, key=lambda key: (key[0] == "a", key)) for place, theirs in keys.items()}
    return {row.line: name[place] for row, place in zip(rows, group, strict=True) if row.line is not None}


def _questions(rows: Sequence[_Row], reviews: Sequence[Any]) -> list[Question]:
    found = []
    for review in reviews:
        one, other = rows[review.a], rows[review.b]
        if one.line is None:
            one, other = other, one
        if one.line is None:
            continue  # two registered enterprises: not for plans to decide
        entry = int(other.key[1:]) if other.line is None else None
        found.append(Question(one.line, other.line, entry, review.chance, review.reasons))
        if len(found) == REVIEWS_KEPT:
            break
    return found
