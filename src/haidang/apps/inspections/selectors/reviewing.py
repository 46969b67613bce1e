"""Reads of pairs to review and of what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import MatchDecision, PlanLine, PlanYear, ReviewPair
from haidang.domain.plan_tables import alike
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class Side:
    """One of two entries as it stands beside the other: words that the other has too are told apart."""

    name: list[tuple[str, bool]]
    tax_code: str
    address: list[tuple[str, bool]]
    agency: str
    content: str
    month: int | None
    line: PlanLine | None
    enterprise: Enterprise | None


def list_pairs(actor: Actor, year: PlanYear) -> QuerySet[ReviewPair]:
    """Open questions, most useful first; none for who may not answer them."""
    pairs = ReviewPair.objects.filter(year=year)
    if not actor.may(Permission.MATCH_ENTERPRISES):
        return pairs.none()
    return pairs.select_related("year", "line__unit", "other__unit", "enterprise").order_by("rank", "pk")


def get_pair(actor: Actor, year: PlanYear, pk: int) -> ReviewPair:
    """One open question; 404 once it is answered."""
    found = list_pairs(actor, year).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_decisions(actor: Actor, year: PlanYear) -> QuerySet[MatchDecision]:
    """What was answered in a year, latest first."""
    found = MatchDecision.objects.filter(year=year)
    return found if actor.may(Permission.VIEW_INSPECTIONS) else found.none()


def get_decision(actor: Actor, year: PlanYear, pk: int) -> MatchDecision:
    """One answer; 404 if there is none."""
    found = list_decisions(actor, year).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Taught:
    """Two entries that were linked because people answered that others like them are one enterprise."""

    names: tuple[str, str]
    chance: float
    reasons: str


def list_taught(actor: Actor, year: PlanYear) -> list[Taught]:
    """What answers linked when plans were last compared, for those who answer (two queries)."""
    links = year.notes.get("links", [])
    if not links or not actor.may(Permission.MATCH_ENTERPRISES):
        return []
    wanted = {link["line"] for link in links} | {link["other"] for link in links}
    lines = dict(PlanLine.objects.in_force().filter(year=year, pk__in=wanted).values_list("pk", "name"))
    entries = {link["enterprise"] for link in links}
    known = dict(Enterprise.objects.filter(pk__in=entries).values_list("pk", "name"))
    return [
        Taught((lines[link["line"]], other), link["chance"], link["reasons"])
        for link in links
        if link["line"] in lines and (other := lines.get(link["other"]) or known.get(link["enterprise"]))
    ]


def sides_of(pair: ReviewPair) -> tuple[Side, Side]:
    """Return both entries, ready to be shown side by side."""
    other = pair.other or pair.enterprise
    names = pair.line.name, other.name  # type: ignore[union-attr]
    places = pair.line.address, other.address  # type: ignore[union-attr]
    return (
        _side(pair.line, names, places),
        _side(other, names[::-1], places[::-1]),  # type: ignore[arg-type]
    )


def is_code_doubtful(one: Side, other: Side) -> bool:
    """Whether both carry one tax code under names that clearly differ: a code may be mistyped."""
    names = [" ".join(word for word, _same in side.name) for side in (one, other)]
    is_known = one.tax_code.replace("-", "").isdigit()  # none, or a person's, which is masked, says nothing
    return is_known and one.tax_code == other.tax_code and not alike(*names)


def _side(entry: PlanLine | Enterprise, names: tuple[str, ...], places: tuple[str, ...]) -> Side:
    if isinstance(entry, Enterprise):
        return Side(_marked(*names), entry.code, _marked(*places), "", "", None, None, entry)
    code = entry.tax_code or ("•" * 12 if entry.personal_number else "")
    return Side(
        _marked(*names), code, _marked(*places), entry.unit.name, entry.content, entry.month, entry, None
    )


def _marked(text: str, other: str) -> list[tuple[str, bool]]:
    """The words of a text, each with whether the other text has it too; marks and case do not count."""
    theirs = set(fold(other).split())
    return [(word, bool(set(fold(word).split()) & theirs)) for word in text.split()]
