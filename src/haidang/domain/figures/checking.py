"""From a text to its report: read, bind, judge, explain."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Context as Arithmetic
from decimal import localcontext
from typing import Final

from haidang.domain.figures.binding.averages import average_claims, multiple_claims, product_claims
from haidang.domain.figures.binding.changes import change_claims
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import rate_evidence
from haidang.domain.figures.binding.listed import Notes, list_claims
from haidang.domain.figures.binding.mean_evidence import mean_evidence
from haidang.domain.figures.binding.ratio import rate_claims
from haidang.domain.figures.binding.repeats import (
    Labelled,
    Sentence,
    referred_claims,
    repeated_labels,
    repeated_sentences,
)
from haidang.domain.figures.binding.respectively import respective_claims
from haidang.domain.figures.binding.sum_evidence import sum_evidence
from haidang.domain.figures.binding.sums import sum_claims
from haidang.domain.figures.binding.suspects import suspects
from haidang.domain.figures.binding.suspicion import Settled
from haidang.domain.figures.binding.tables import table_claims
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.explaining import sentence
from haidang.domain.figures.judging import Judgement, judge, verdict_of
from haidang.domain.figures.layout import Line, LineKind, Passage, lines_of, passages_of
from haidang.domain.figures.mentions import Mention, mentions_of
from haidang.domain.figures.model import Quantity, Relation, Report, Verdict
from haidang.domain.figures.neighbours import Found
from haidang.domain.figures.repairs import repairs
from haidang.domain.figures.scanner import find_quantities
from haidang.domain.figures.slip_evidence import chance_of_slip
from haidang.domain.figures.slips import differ_by_swap, units_of
from haidang.domain.figures.text import Source, prepare

_WIDE: Final = Arithmetic(prec=80)
"""Exact for any figures that are read, and their products: the text may hold a number of thirty digits."""
_HALVES: Final = 2
_IN_TABLES: Final = ("row", "column")
"""A total of a table stands in a row and in a column, and may be wrong both ways."""


def check_text(text: str) -> Report:
    """Return the quantities of `text`, the relations between them with verdicts, and what was not checked.

    Any text gets an answer; time and memory grow in proportion to its length.
    """
    source = prepare(text)
    with localcontext(_WIDE):
        found = find_quantities(source)
        claims = list(_claims_of(source, found))
        relations = [_relation(source, claim, judgement) for claim, judgement in _chosen(claims)]
    relations.sort(key=lambda relation: (relation.start, relation.end))
    used = {figure.start for relation in relations for figure in relation.figures}
    quantities = tuple(_at_origin(source, item.quantity) for item in found)
    unchecked = tuple(quantity for quantity in quantities if quantity.start not in used)
    return Report(quantities, tuple(relations), unchecked)


def _claims_of(source: Source, found: Sequence[Found]) -> Iterator[Claim]:
    """Yield the claims of all passages and those between passages."""
    if not found:
        return
    lines = lines_of(source.text)
    notes = _notes(lines)
    starts = [item.quantity.start for item in found]
    sentences: list[Sentence] = []
    figures: list[Labelled] = []
    for number, passage in enumerate(passages_of(source.text, lines)):
        inside = _inside(passage, found, starts)
        if not inside:
            continue
        if passage.is_table:
            yield from table_claims(source, passage.spans, [item.quantity for item in inside])
            continue
        context = _context(source, passage, inside)
        claims = list(_claims_in(context, notes))
        yield from claims
        yield from _suggested(context, claims)
        sentences.extend(_sentences(context, number))
        figures.extend(_labelled(context, number))
    yield from repeated_sentences(sentences)
    yield from repeated_labels(figures)


def _claims_in(context: Context, notes: Notes) -> Iterator[Claim]:
    yield from respective_claims(context)
    yield from rate_claims(context)
    yield from change_claims(context)
    yield from sum_claims(context)
    yield from average_claims(context)
    yield from product_claims(context)
    yield from multiple_claims(context)
    yield from list_claims(context, notes)
    yield from referred_claims(context)


def _settled(claims: Sequence[Claim]) -> Settled:
    holding = [claim for claim in claims if judge(claim).verdict is Verdict.CONSISTENT]
    sums = [claim for claim in holding if claim.form is Form.SUM]
    firm = [claim for claim in claims if claim.form is Form.SUM and claim.binding >= Binding.FIRM]
    made_up = tuple(
        (claim.stated.start, frozenset(operand.start for operand in claim.operands)) for claim in sums
    )
    return Settled(
        explained={claim.stated.start for claim in holding},
        totals={claim.stated.start for claim in sums},
        pairs={
            (claim.operands[0].value, claim.operands[1].value)
            for claim in holding
            if len(claim.operands) == 2
        },
        halves=tuple(divided for divided in made_up if len(divided[1]) == _HALVES),
        sums=made_up,
        bases={claim.operands[1].start for claim in holding if claim.form is Form.RATIO},
        parts={operand.start for claim in [*sums, *firm] for operand in claim.operands},
    )


def _suggested(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what arithmetic alone suggests for the figures that no claim explains yet."""
    settled = _settled(claims)
    fits = [
        *rate_evidence(context, settled.explained, settled.pairs),
        *sum_evidence(context, settled.totals),
        *mean_evidence(context, settled.explained),
    ]
    yield from fits
    yield from suspects(context, _settled([*claims, *fits]))


def _notes(lines: Iterable[Line]) -> Notes:
    return {
        line.mark: (line.start + len(line.mark), line.end) for line in lines if line.kind is LineKind.NOTE
    }


def _inside(passage: Passage, found: Sequence[Found], starts: Sequence[int]) -> list[Found]:
    """Return the quantities in the stretches of a passage."""
    inside: list[Found] = []
    for low, high in passage.spans:
        inside.extend(found[bisect_left(starts, low) : bisect_left(starts, high)])
    return inside


def _context(source: Source, passage: Passage, inside: list[Found]) -> Context:
    mentions = mentions_of(source, passage, inside)
    return Context(source, mentions, passage)


def _sentences(context: Context, passage: int) -> Iterator[Sentence]:
    """Yield the sentences of a passage with their figures taken out."""
    groups: dict[int, list[Mention]] = {}
    for mention in context.mentions:
        groups.setdefault(mention.sentence, []).append(mention)
    for members in groups.values():
        first, last = members[0], members[-1]
        start = max(context.start, first.quantity.start - len(first.clause) - 1)
        end = _sentence_end(context, last)
        pieces: list[str] = []
        at = start
        for member in members:
            pieces.append(context.source.low[at : member.quantity.start])
            at = member.quantity.end
        pieces.append(context.source.low[at:end])
        skeleton = "#".join(pieces).strip(" .;\n")
        yield Sentence(passage, skeleton, tuple(member.quantity for member in members))


def _sentence_end(context: Context, last: Mention) -> int:
    limit = min(context.end, last.quantity.end + 1000)
    following = context.at(last.place + 1)
    if following is not None:
        limit = min(limit, following.quantity.start)
    end = context.source.low.find(". ", last.quantity.end, limit)
    return limit if end < 0 else end


def _labelled(context: Context, passage: int) -> Iterator[Labelled]:
    for mention in context.mentions:
        if mention.is_amount and mention.slash != 2:
            yield Labelled(passage, mention.sentence, mention.quantity, mention.clause, mention.tail)


def _chosen(claims: Sequence[Claim]) -> list[tuple[Claim, Judgement]]:
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
    for claim, judgement in sorted(best, key=lambda pair: -pair[0].binding):
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
    return kept


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


def _relation(source: Source, claim: Claim, judgement: Judgement) -> Relation:
    quantities = (*claim.operands, claim.stated)
    wrong = judgement.verdict is Verdict.INCONSISTENT
    operands = claim.names if claim.names else tuple(operand.text for operand in claim.operands)
    return Relation(
        kind=claim.kind,
        start=source.original(min(quantity.start for quantity in quantities)),
        end=source.original(max(*(quantity.end for quantity in quantities), claim.end)),
        operands=operands,
        stated=claim.stated.text,
        verdict=judgement.verdict,
        reason=judgement.reason,
        arithmetic_vi=sentence(claim, judgement),
        suggestions=repairs(claim, judgement.computed) if wrong else (),
        figures=tuple(_at_origin(source, quantity) for quantity in quantities),
    )


def _at_origin(source: Source, quantity: Quantity) -> Quantity:
    """Return a quantity with offsets into the text as given."""
    if source.origin is None:
        return quantity
    start, end = source.original(quantity.start), source.original(quantity.end)
    return replace(quantity, start=start, end=end)
