"""From a text to its report: read, bind, judge, explain."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Context as Arithmetic
from decimal import Decimal, localcontext
from typing import Final

from haidang.domain.figures.binding.averages import average_claims, multiple_claims, product_claims
from haidang.domain.figures.binding.changes import change_claims
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import rate_evidence
from haidang.domain.figures.binding.expected import expected_claims, settled_by
from haidang.domain.figures.binding.listed import Notes, list_claims
from haidang.domain.figures.binding.mean_evidence import mean_evidence
from haidang.domain.figures.binding.parallel import parallel_claims
from haidang.domain.figures.binding.ratio import rate_claims
from haidang.domain.figures.binding.repeats import (
    Labelled,
    Sentence,
    referred_claims,
    renamed_labels,
    repeated_labels,
    repeated_sentences,
)
from haidang.domain.figures.binding.respectively import respective_claims
from haidang.domain.figures.binding.stocks import stock_claims
from haidang.domain.figures.binding.sum_evidence import sum_evidence
from haidang.domain.figures.binding.sums import sum_claims
from haidang.domain.figures.binding.tables import table_claims
from haidang.domain.figures.choosing import chosen
from haidang.domain.figures.claims import Claim
from haidang.domain.figures.explaining import sentence
from haidang.domain.figures.judging import Judgement, judge
from haidang.domain.figures.layout import Line, LineKind, lines_of
from haidang.domain.figures.mentions import Mention, mentions_of
from haidang.domain.figures.model import Quantity, Relation, Report, Verdict
from haidang.domain.figures.neighbours import Found
from haidang.domain.figures.passages import passages_with_figures
from haidang.domain.figures.repairs import repairs
from haidang.domain.figures.scanner import find_quantities
from haidang.domain.figures.text import Source, prepare

_WIDE: Final = Arithmetic(prec=80)
"""Exact for any figures that are read, and their products: the text may hold a number of thirty digits."""
_PAIR: Final = 2
_SENTENCE_ENDS: Final = (".", "!", "?")


def check_text(text: str) -> Report:
    """Return the quantities of `text`, the relations between them with verdicts, and what was not checked.

    Any text gets an answer; time and memory grow in proportion to its length.
    """
    source = prepare(text)
    with localcontext(_WIDE):
        found = find_quantities(source)
        claims = list(_claims_of(source, found))
        relations = [_relation(source, claim, judgement) for claim, judgement in chosen(claims)]
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
    notes = _notes(source.text, lines)
    sentences: list[Sentence] = []
    figures: list[Labelled] = []
    for number, (passage, inside) in enumerate(passages_with_figures(source, lines, found)):
        if passage.is_table:
            yield from table_claims(source, passage.spans, [item.quantity for item in inside])
            continue
        context = Context(source, mentions_of(source, passage, inside), passage)
        claims = list(claims_in(context, notes))
        yield from claims
        yield from _suggested(context, claims)
        sentences.extend(_sentences(context, number))
        figures.extend(_labelled(context, number))
    yield from repeated_sentences(sentences)
    yield from repeated_labels(figures)
    yield from renamed_labels(figures)


def claims_in(context: Context, notes: Notes) -> Iterator[Claim]:
    """Yield what the wording of a passage claims."""
    yield from respective_claims(context)
    yield from rate_claims(context)
    yield from change_claims(context)
    yield from sum_claims(context)
    yield from stock_claims(context)
    yield from parallel_claims(context)
    yield from average_claims(context)
    yield from product_claims(context)
    yield from multiple_claims(context)
    yield from list_claims(context, notes)
    yield from referred_claims(context)


def _suggested(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what arithmetic alone suggests for the figures that no claim explains yet."""
    holding = [claim for claim in claims if judge(claim).verdict is Verdict.CONSISTENT]
    settled = settled_by(claims, holding)
    fits = [
        *rate_evidence(context, settled.explained, _rated_pairs(holding)),
        *sum_evidence(context, settled.totals),
        *mean_evidence(context, settled.explained),
    ]
    yield from fits
    fitting = [claim for claim in fits if judge(claim).verdict is Verdict.CONSISTENT]
    yield from expected_claims(context, settled_by([*claims, *fits], [*holding, *fitting]))


def _rated_pairs(holding: Sequence[Claim]) -> set[tuple[Decimal, Decimal]]:
    """Return the values of two operands that explain a figure already."""
    return {
        (claim.operands[0].value, claim.operands[1].value)
        for claim in holding
        if len(claim.operands) == _PAIR
    }


def _notes(text: str, lines: Sequence[Line]) -> Notes:
    """Return where each footnote stands, with the lines that it goes on over where it was torn ("… điện" / "tử …")."""
    notes: dict[str, tuple[int, int]] = {}
    for place, line in enumerate(lines):
        if line.kind is not LineKind.NOTE:
            continue
        last = place
        numbered = "(1)" in text[line.start : line.end]
        while last + 1 < len(lines) and _goes_on(text, lines[last], lines[last + 1], numbered=numbered):
            last += 1
        notes[line.mark] = (line.start + len(line.mark), lines[last].end)
    return notes


def _goes_on(text: str, line: Line, following: Line, *, numbered: bool) -> bool:
    """True where the next line is the rest of a torn one: it begins low, or marks (1), (2) … are not ended."""
    before = text[line.start : line.end].rstrip()[-1:]
    if following.kind is LineKind.ITEM:
        return numbered and before == ";" and following.mark.startswith("(")
    begins_low = text[following.start : following.end].lstrip()[:1].islower()
    return following.kind is LineKind.PROSE and before not in _SENTENCE_ENDS and (begins_low or numbered)


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
