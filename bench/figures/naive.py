"""The least a checker could do, to compare with: every rate against the two figures before it, and nothing else."""

import re
from decimal import Decimal

from haidang.domain.figures import Kind, Reason, Relation, Verdict

_FIGURE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(,[0-9]+)?(\s?%)?")
_BEFORE = 2


def check(text: str) -> list[Relation]:
    """Return a relation for each percentage with two figures before it, right when their quotient rounds to it."""
    found: list[Relation] = []
    seen: list[tuple[re.Match[str], Decimal]] = []
    for match in _FIGURE.finditer(text):
        value = Decimal(match[1].replace(".", "") + (match[2] or "").replace(",", "."))
        if not match[3]:
            seen.append((match, value))
            continue
        if len(seen) < _BEFORE:
            continue
        (first, one), (second, other) = seen[-_BEFORE:]
        part, whole = min(one, other), max(one, other)
        step = Decimal(1).scaleb(-max(0, len(match[2] or "") - 1))
        agrees = whole != 0 and abs(100 * part / whole - value) <= step
        stated = match[1] + (match[2] or "")
        found.append(
            Relation(
                Kind.RATIO_PCT, first.start(), match.end(), (first.group(), second.group()), stated,
                Verdict.CONSISTENT if agrees else Verdict.INCONSISTENT,
                Reason.AGREES if agrees else Reason.DIFFERS, "", (), (),
            )
        )  # fmt: skip
    return found
