"""Which claims are told: for each stated figure the one that explains it best, and no miss that others explain away."""

from collections.abc import Sequence
from typing import Final

from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import Judgement, judge, verdict_of
from haidang.domain.figures.model import Kind, Quantity, Verdict
from haidang.domain.figures.slip_evidence import chance_of_slip
from haidang.domain.figures.slips import differ_by_swap, units_of

_IN_TABLES: Final = ("row", "column")
"""A total of a table stands in a row and in a column, and may be wrong both ways."""
_REMARKABLE: Final = 0.05


def chosen(claims: Sequence[Claim]) -> list[tuple[Claim, Judgement]]:
    """Return the claims worth telling: for each stated figure the one that explains it best, no sum twice."""
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.key, []).append(claim)
    best = [chosen for group in groups.values() if (chosen := _best(group)) is not None]
    holding: dict[int, list[tuple[Quantity, frozenset[int]]]] = {}
    for claim, judgement in best:
        if claim.form is Form.SUM and judgement.verdict is Verdict.CONSISTENT:
            parts = frozenset(operand.start for operand in claim.operands)
            for part in parts:
                holding.setdefault(part, []).append((claim.stated, parts))
    told: set[tuple[Form, int, frozenset[int]]] = set()
    doubted: set[int | frozenset[int]] = set()
    kept: list[tuple[Claim, Judgement]] = []
    for claim, judgement in sorted(best, key=_rank):
        figures = frozenset(operand.start for operand in claim.operands)
        if claim.form is Form.SUM and (claim.form, claim.stated.start, figures) in told:
            continue
        told.add((claim.form, claim.stated.start, figures))
        if claim.form is Form.SUM and judgement.verdict is Verdict.INCONSISTENT:
            everything = figures | {claim.stated.start}
            if claim.key[1] not in _IN_TABLES and (claim.stated.start in doubted or everything in doubted):
                continue
            if _is_told_otherwise(claim, everything, holding.get(claim.operands[0].start, ())):
                continue
            doubted |= {claim.stated.start, everything}
        kept.append((claim, judgement))
    return _without_explained(_without_inner(kept))


def _without_inner(told: Sequence[tuple[Claim, Judgement]]) -> list[tuple[Claim, Judgement]]:
    """Leave out the misses among the parts of a greater sum: nothing is counted both in it and in one of its parts."""
    wholes: dict[int, list[frozenset[int]]] = {}
    for claim, _judgement in told:
        if claim.form is Form.SUM:
            parts = frozenset(operand.start for operand in claim.operands)
            for part in parts:
                wholes.setdefault(part, []).append(parts)
    return [
        (claim, judgement)
        for claim, judgement in told
        if claim.form is not Form.SUM
        or judgement.verdict is Verdict.CONSISTENT
        or not any(
            {operand.start for operand in claim.operands} <= parts
            for parts in wholes.get(claim.stated.start, ())
        )
    ]


def _rank(told: tuple[Claim, Judgement]) -> tuple[bool, int]:
    """Return what comes first among claims of the same figures: a verdict before a doubt, then the surer binding."""
    claim, judgement = told
    return judgement.verdict is Verdict.UNDETERMINED, -claim.binding


def _is_told_otherwise(
    claim: Claim, everything: frozenset[int], holding: Sequence[tuple[Quantity, frozenset[int]]]
) -> bool:
    """True when the parts make up another total, or all of these figures do; not where that is the total misprinted.

    `holding` are the sums that hold of which the first part of `claim` is a part too.
    """
    for total, parts in holding:
        if total.start == claim.stated.start:
            continue
        if everything <= parts or (
            everything - {claim.stated.start} == parts
            and not differ_by_swap(units_of(total), units_of(claim.stated))
        ):
            return True
    return False


def _best(group: Sequence[Claim]) -> tuple[Claim, Judgement] | None:
    """Return the claim that holds, else one that fails firmly or by a slip, else the first worth a doubt."""
    failing: list[tuple[Claim, Judgement]] = []
    upside_down = {
        claim.operands[::-1] for claim in group if claim.binding >= Binding.FIRM and claim.form is Form.RATIO
    }
    for claim in sorted(group, key=lambda claim: -claim.binding):
        if failing and failing[0][0].binding is Binding.CERTAIN > claim.binding:
            break
        judgement = judge(claim)
        if judgement.verdict is Verdict.CONSISTENT and not (failing and claim.operands in upside_down):
            return claim, judgement
        failing.append((claim, judgement))
    claim, judgement = failing[0]
    if claim.binding >= Binding.FIRM:
        return claim, judgement
    slip = _slip(failing)
    if slip is not None:
        return slip
    return None if claim.binding is Binding.HUNCH else (claim, verdict_of(claim, judgement))


def _slip(failing: Sequence[tuple[Claim, Judgement]]) -> tuple[Claim, Judgement] | None:
    """Return the claim that most surely fails by a slip only, or None."""
    suspects = [
        (chance / claim.suspicion, place)
        for place, (claim, judgement) in enumerate(failing)
        if claim.suspicion
        and judgement.verdict is Verdict.INCONSISTENT
        and (chance := chance_of_slip(claim, judgement.computed)) <= claim.suspicion
    ]
    return failing[min(suspects)[1]] if suspects else None


def _without_explained(told: Sequence[tuple[Claim, Judgement]]) -> list[tuple[Claim, Judgement]]:
    """Leave out the misses among figures that fit each other in another way."""
    holding = [claim for claim, judgement in told if judgement.verdict is Verdict.CONSISTENT]
    together = {frozenset(figure.start for figure in (*c.operands, c.stated)) for c in holding if c.operands}
    lists = {frozenset(_pair(claim)) for claim, _ in told if claim.form is Form.SUM}
    pairs = {_pair(claim): claim.stated for claim in holding if claim.form is Form.RATIO}
    return [
        (claim, judgement)
        for claim, judgement in told
        if judgement.verdict is not Verdict.INCONSISTENT
        or not (
            (everything := frozenset((*_pair(claim), claim.stated.start))) in together
            or (everything in lists and claim.key[1] not in _IN_TABLES)
            or (claim.form is Form.RATIO and _pair(claim) in pairs)
            or _is_greater_than_whole(claim, judgement)
        )
    ]


def _pair(claim: Claim) -> tuple[int, ...]:
    return tuple(operand.start for operand in claim.operands)


def _is_greater_than_whole(claim: Claim, judgement: Judgement) -> bool:
    """True where a part is greater than the total, or all far greater, unless a slip tells why."""
    return (
        claim.form is Form.SUM
        and claim.kind is not Kind.PART_PLUS_REST
        and min(claim.signs) > 0
        and claim.key[1] not in _IN_TABLES
        and (
            any(part.value > claim.stated.value for part in claim.operands)
            or (judgement.computed is not None and 2 * judgement.computed > 3 * claim.stated.value)
        )
        and chance_of_slip(claim, judgement.computed) > _REMARKABLE
    )
