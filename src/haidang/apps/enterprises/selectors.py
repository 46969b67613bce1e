"""Reads of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from haidang.apps.enterprises.formatting import title_of, told, written
from haidang.apps.enterprises.models import FIELDS, Enterprise, EnterpriseChange, What
from haidang.apps.enterprises.policies import visible_enterprises
from haidang.apps.enterprises.reference import sectors
from haidang.domain.overlaps.tax_codes import CodeKind, parse_tax_code
from haidang.domain.vietnamese import fold
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.sources import label_sources
from haidang.foundation.protection import protect

MOST_SHOWN: Final = 200
_AT_ONCE: Final = 900  # parameters of one statement, as SQLite takes them
_CODE_DIGITS: Final = range(9, 14)


@dataclass(frozen=True)
class EnterpriseQuery:
    """What is looked for; empty: everything. `sector` is a section's letter or the first digits of a code."""

    words: str = ""
    kind: str = ""
    state: str = ""
    commune: str = ""
    sector: str = ""
    gone: bool = False


class Candidate(NamedTuple):
    """A name under which an enterprise may stand in a plan: the present one or a former one."""

    enterprise_id: int
    name: str
    tax_code: str
    address: str
    former_address: str
    is_former: bool


@dataclass(frozen=True)
class Fact:
    """What the registry says, in words, and the file and row that said it last."""

    title: Any
    value: str
    source_urn: str
    source: str


def list_enterprises(actor: Actor, query: EnterpriseQuery = EnterpriseQuery()) -> QuerySet[Enterprise]:
    """Enterprises in the order of their names without marks."""
    found = visible_enterprises(actor).filter(_meant(query.words))
    for name, value in (("kind", query.kind), ("state", query.state), ("commune", query.commune)):
        if value:
            found = found.filter(**{name: value})
    if query.sector:
        found = found.filter(_in_sector(query.sector))
    if query.gone:
        found = found.exclude(gone_since=None)
    return found.order_by("search", "pk")


def _meant(words: str) -> Q:
    """A tax code finds its enterprise with all branches; other words stand in names, addresses or codes.

    A personal number finds nothing: it would stand in the address of the page.
    """
    if sum(char.isdigit() for char in words) in _CODE_DIGITS:
        code = parse_tax_code(words)
        if code.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH):
            return Q(tax_code__startswith=code.digits)
        if code.kind is CodeKind.PERSONAL:
            return Q(pk__in=())
    found = Q()
    for word in fold(words).split():
        found &= Q(search__contains=word)
    return found


def _in_sector(code: str) -> Q:
    if not code.isalpha():
        return Q(sector__startswith=code)
    divisions = [entry.code for entry in sectors().values() if entry.section == code and entry.code != code]
    found = Q(pk__in=())
    for division in divisions:
        found |= Q(sector__startswith=division)
    return found


def get_enterprise(actor: Actor, pk: int) -> Enterprise:
    """One enterprise with its head; 404 if there is none, or it is not for the actor to see."""
    found = visible_enterprises(actor).select_related("head").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_branches(enterprise: Enterprise) -> QuerySet[Enterprise]:
    """The dependent units of an enterprise, the first of very many."""
    return enterprise.branches.order_by("search", "pk")[:MOST_SHOWN]


def list_changes(enterprise: Enterprise) -> list[EnterpriseChange]:
    """What imports did to it, newest first."""
    return list(enterprise.changes.all()[:MOST_SHOWN])


def list_facts(enterprise: Enterprise, changes: Sequence[EnterpriseChange]) -> list[Fact]:
    """What is known, the code first, each with the row that said it last: of its last change, else of its entry."""
    said: dict[str, str] = {}
    entered = ""
    for change in changes:
        for name in change.changes:
            said.setdefault(name, change.source_urn)
        if change.what == What.ENTERED:
            entered = change.source_urn
    entered = entered or enterprise.source_urn
    labels = label_sources({entered, *said.values()})
    title = title_of("personal_number" if enterprise.is_personal else "tax_code")
    facts = [Fact(title, enterprise.code, entered, labels.get(entered, entered))]
    for name in FIELDS:
        if name in ("name", "provenance") or not (value := told(name, written(getattr(enterprise, name)))):
            continue
        urn = said.get(name, entered)
        facts.append(Fact(title_of(name), value, urn, labels.get(urn, urn)))
    return facts


def find_by_codes(actor: Actor, codes: Iterable[str]) -> dict[str, Enterprise]:
    """The enterprises that codes mean, by the code as it was given; for whole plans, in a query per 900 codes.

    Codes may be written as officials write them; personal numbers are compared in protected form.
    """
    by_key: dict[str, list[str]] = {}
    for given in codes:
        code = parse_tax_code(given)
        if code.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH):
            by_key.setdefault(code.digits, []).append(given)
        elif code.kind is CodeKind.PERSONAL:
            by_key.setdefault(protect(code.digits), []).append(given)
    keys, found = list(by_key), {}
    for start in range(0, len(keys), _AT_ONCE // 2):
        part = keys[start : start + _AT_ONCE // 2]
        for enterprise in visible_enterprises(actor).filter(
            Q(tax_code__in=part) | Q(personal_number__in=part)
        ):
            for given in by_key[enterprise.tax_code or enterprise.personal_number or ""]:
                found[given] = enterprise
    return found


def list_candidates(actor: Actor) -> list[Candidate]:
    """Every name under which an enterprise may be meant, present and former, for matching. One query.

    Personal numbers are left out: rows that have one are found by `find_by_codes`.
    """
    names = ("pk", "name", "tax_code", "address", "former_address", "former_names__name")
    found, last = [], 0
    for pk, name, code, address, former_address, former in (
        visible_enterprises(actor).order_by("pk").values_list(*names).iterator(chunk_size=20_000)
    ):
        if pk != last:
            found.append(Candidate(pk, name, code or "", address, former_address, is_former=False))
            last = pk
        if former:
            found.append(Candidate(pk, former, code or "", address, former_address, is_former=True))
    return found
