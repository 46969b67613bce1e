"""The registry of enterprises over the API: personal numbers are masked, always."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.pages import MAX_WORDS, Lazy, Pages, actor_of
from haidang.apps.enterprises.models import FIELDS, Enterprise
from haidang.apps.enterprises.selectors import (
    EnterpriseQuery,
    get_enterprise,
    list_branches,
    list_changes,
    list_enterprises,
)
from haidang.foundation.permissions import Permission

router = Router(tags=["enterprises"])
_VIEW = Requires(Permission.VIEW_ENTERPRISES)


class EnterpriseOut(Schema):
    """An entry of the registry. `code` is the tax code, or a mask where the entry has a personal number.

    `gone_since`: the day of a complete list that did not hold it any more. `provenance` synthetic: made up.
    """

    id: int
    code: str
    is_personal: bool
    kind: Literal["enterprise", "branch", "cooperative", "household"]
    head: int | None
    name: str
    short_name: str
    foreign_name: str
    address: str
    former_address: str
    commune: str
    sector: str
    further_sectors: list[str]
    state: Literal["active", "suspended", "dissolved"]
    state_since: date | None
    founded_on: date | None
    register_name: str
    provenance: Literal["registered", "synthetic"]
    gone_since: date | None
    source: str


class FormerNameOut(Schema):
    """A name that it had; `last_day` where it is known."""

    name: str
    last_day: date | None


class ChangeOut(Schema):
    """What one import did to it: fields with their value before and after, as text."""

    what: Literal["entered", "changed", "gone", "back"]
    changes: dict[str, list[str]]
    source: str
    at: datetime


class EnterpriseDetailOut(EnterpriseOut):
    """An entry with its former names, its branches (their ids) and its changes, newest first."""

    former_names: list[FormerNameOut]
    branches: list[int]
    history: list[ChangeOut]


@router.get("", response=list[EnterpriseOut], auth=_VIEW)
@paginate(Pages)
def enterprises(
    request: HttpRequest,
    q: str = "",
    kind: Literal["", "enterprise", "branch", "cooperative", "household"] = "",
    state: Literal["", "active", "suspended", "dissolved"] = "",
    commune: str = "",
    sector: Annotated[str, Query(pattern=r"^([A-U]|[0-9]{2,5})?$")] = "",
    gone: bool = False,
) -> Any:
    """Enterprises in the order of their names. A tax code as `q` finds its enterprise and all branches."""
    query = EnterpriseQuery(q[:MAX_WORDS], kind, state, commune[:MAX_WORDS], sector, gone)
    return Lazy(list_enterprises(actor_of(request), query), _enterprise)


@router.get("/{enterprise_id}", response=EnterpriseDetailOut, auth=_VIEW)
def enterprise(request: HttpRequest, enterprise_id: int) -> dict[str, Any]:
    """One enterprise with former names, branches and changes."""
    found = get_enterprise(actor_of(request), enterprise_id)
    return {
        **_enterprise(found),
        "former_names": list(found.former_names.values("name", "last_day")),
        "branches": [branch.pk for branch in list_branches(found)],
        "history": [
            {"what": change.what, "changes": change.changes, "source": change.source_urn, "at": change.at}
            for change in list_changes(found)
        ],
    }


def _enterprise(found: Enterprise) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in FIELDS},
        "id": found.pk,
        "code": found.code,
        "is_personal": found.is_personal,
        "head": found.head_id,
        "further_sectors": [code for code in found.further_sectors.split(";") if code],
        "gone_since": found.gone_since,
        "source": found.source_urn,
    }
