"""Columns written as sentences: "thụ lý 780 vụ, giải quyết 640 vụ. Hình sự thụ lý 220 vụ, giải quyết 190 vụ; dân sự …".

Each segment has the same verbs with a figure each; the figures of one verb make up the figure that has this verb
alone. Where the figures of another verb of the same segments come out, those of this one may contradict.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE
from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Reason, Verdict

_FEWEST: Final = 3
_MOST: Final = 30
_ENDS: Final = frozenset(";.\n")

Key = tuple[str, str]
"""The last two words before a figure, and its unit or that it counts."""


@dataclass(frozen=True, slots=True)
class _Told:
    segment: int
    mention: Mention


def parallel_claims(context: Context) -> Iterator[Claim]:
    """Yield that the figures of one verb over all segments make up the one before or after them."""
    columns = _columns(context)
    claims = [claim for key in columns for claim in _sums(key, columns)]
    fitting = {claim.operands for claim in claims if judge(claim).verdict is Verdict.CONSISTENT}
    for claim in claims:
        beside = any(_stand_together(operands, claim.operands) for operands in fitting)
        yield replace(claim, binding=Binding.FIRM) if beside and _is_near(claim) else claim


def _columns(context: Context) -> Mapping[Key, Sequence[_Told]]:
    """Return the amounts in the open by what is said right before them, where enough are told alike."""
    if len(context.mentions) <= _FEWEST:
        return {}
    columns: dict[Key, list[_Told]] = defaultdict(list)
    segment = 0
    for mention in context.mentions:
        segment += not _ENDS.isdisjoint(mention.marks)
        verb = " ".join(mention.clause.split()[-2:])
        if verb and mention.is_amount and not mention.depth and not mention.slash:
            sort = mention.quantity
            counted = sort.measure in (Measure.COUNT, Measure.PEOPLE)  # "vụ" and "việc" are added
            columns[verb, sort.measure if counted else sort.unit].append(_Told(segment, mention))
    return {key: told for key, told in columns.items() if _FEWEST < len(told) <= _MOST}


def _sums(key: Key, columns: Mapping[Key, Sequence[_Told]]) -> Iterator[Claim]:
    """Yield the sum of all but the first and of all but the last, one of each segment."""
    told = columns[key]
    for total, parts in ((told[0], told[1:]), (told[-1], told[:-1])):
        segments = [part.segment for part in parts]
        if len(set(segments)) == len(segments) and total.segment not in segments:
            figures = [part.mention.quantity for part in parts]
            stated = total.mention.quantity
            if max(figure.value for figure in figures) < stated.value:
                yield Claim(
                    Kind.SUM_OF_PARTS,
                    Form.SUM,
                    tuple(figures),
                    stated,
                    Binding.HUNCH,
                    (stated.start, "parallel"),
                    Reason.LIST_MAY_BE_OPEN,
                    signs=(1,) * len(figures),
                )


def _stand_together(some: Sequence[object], others: Sequence[object]) -> bool:
    """True for two columns of as many figures each."""
    return some != others and len(some) == len(others)


def _is_near(claim: Claim) -> bool:
    """True where the parts come near enough to be all of the total."""
    computed = judge(claim).computed
    return computed is not None and LEAST_SHARE * claim.stated.value <= computed <= 2 * claim.stated.value
