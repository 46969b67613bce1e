"""What a row of a file would change about an enterprise. Pure: plain values in, differences out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from haidang.apps.enterprises.formatting import written
from haidang.apps.enterprises.models import EnterpriseKind
from haidang.domain.overlaps.tax_codes import CodeKind, TaxCode
from haidang.domain.vietnamese import fold

LONGEST_SEARCH: Final = 600
Values = Mapping[str, Any]
Differences = dict[str, tuple[str, str]]


def differences(before: Values, after: Values) -> Differences:
    """Fields of `after` whose value is another one, as texts for people: dates as dd/mm/yyyy."""
    return {
        name: (written(before[name]), written(value))
        for name, value in after.items()
        if before[name] != value
    }


def kind_of(code: TaxCode, name: str) -> EnterpriseKind:
    """The kind that a row means which does not say it: by its code, else by its name."""
    if code.kind is CodeKind.BRANCH:
        return EnterpriseKind.BRANCH
    folded = fold(name)
    if code.kind is CodeKind.PERSONAL or folded.startswith(("ho kinh doanh", "hkd ")):
        return EnterpriseKind.HOUSEHOLD
    if folded.startswith(("hop tac xa", "htx ", "lien hiep hop tac xa")):
        return EnterpriseKind.COOPERATIVE
    return EnterpriseKind.ENTERPRISE


def search_text(values: Values, tax_code: str, former_names: Sequence[str]) -> str:
    """The folded words by which an enterprise is found; the name first, so that it also orders. No personal number."""
    parts = (
        values["name"], tax_code, *former_names, values["short_name"], values["foreign_name"], values["address"],
        values["commune"], values["former_address"],
    )  # fmt: skip
    return fold(" ".join(part for part in parts if part))[:LONGEST_SEARCH]
