"""What another system sent, held against the cells of a unit's form: which cell is meant, and can the answer be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Qualifier
from haidang.apps.observations.reading import check_value, is_whole, measure_of
from haidang.apps.reporting.models import AnswerStatus, Entry, Narrative
from haidang.apps.reporting.services.filling import LONGEST_NARRATIVE, Answer, Change
from haidang.domain.report_package import decimal_from

LONGEST_NOTE: Final = 1_000


@dataclass(frozen=True)
class Stated:
    """What a sender says beside a value, so that both sides mean the same figure."""

    period: str
    unit_measure: str
    unit_mult: int


@dataclass(frozen=True)
class SentAnswer:
    """An answer for the cell `entry`, or for the one of `indicator`, `about` (empty: the unit itself), `dimensions`.

    `value` is a decimal as systems exchange it ("64.56"); `version` is the version of the cell that the sender saw.
    """

    status: str
    value: str | None = None
    qualifier: str = Qualifier.EXACT
    note: str = ""
    version: int = 0
    entry: int | None = None
    indicator: str = ""
    about: str = ""
    dimensions: str = ""
    stated: Stated | None = None


@dataclass(frozen=True)
class SentNarrative:
    """What is said on a task, named by the id of the narrative or the code of the task."""

    text: str
    version: int = 0
    narrative: int | None = None
    task: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with the part at `index` (from 0; None: the whole). `detail` is a sentence for people."""

    index: int | None
    code: str
    detail: str
    place: str = ""


class FaultyAnswers(Exception):
    """Nothing was written: `faults` are all that were found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.index}: {fault.code}" for fault in faults[:5]))
        self.faults = tuple(faults)


class _Faulty(Exception):
    """One fault of the part at hand."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def match_answers(
    sent: Sequence[SentAnswer], entries: Iterable[Entry], unit_code: str, source_urn: str = ""
) -> tuple[list[Change], list[Fault]]:
    """The changes that the sent answers mean, and everything that is wrong with them."""
    cells = _Cells(entries, unit_code)
    changes: list[Change] = []
    faults: list[Fault] = []
    taken: set[int] = set()
    for index, one in enumerate(sent):
        try:
            entry = cells.find(one)
            if entry.pk in taken:
                raise _Faulty("twice", _("This cell is answered twice."))
            taken.add(entry.pk)
            _check_stated(one.stated, entry)
            changes.append(Change(entry, _answer(one, entry), one.version, source_urn))
        except _Faulty as fault:
            faults.append(Fault(index, fault.code, fault.detail))
    return changes, faults


class _Cells:
    """The cells of a form by every name that a sender may use."""

    def __init__(self, entries: Iterable[Entry], unit_code: str) -> None:
        self.unit_code = unit_code
        self.by_pk = {entry.pk: entry for entry in entries}
        self.by_name = {(e.indicator.code, e.about.code, e.dimensions): e for e in self.by_pk.values()}

    def find(self, sent: SentAnswer) -> Entry:
        name = (sent.indicator, sent.about or self.unit_code, sent.dimensions)
        entry = self.by_name.get(name) if sent.entry is None else self.by_pk.get(sent.entry)
        if entry is None:
            raise _Faulty("not_asked", _("The unit is not asked for this figure in this round."))
        if sent.entry is not None and sent.indicator and self.by_name.get(name) != entry:
            raise _Faulty("names_disagree", _("The cell and the indicator are not the same figure."))
        return entry


def _check_stated(stated: Stated | None, entry: Entry) -> None:
    if stated is None:
        return
    if stated.period != entry.period:
        raise _Faulty(
            "other_period", _("The figure is asked for the period %(code)s.") % {"code": entry.period}
        )
    if (stated.unit_measure, stated.unit_mult) != (entry.indicator.unit_measure, entry.indicator.unit_mult):
        measure = measure_of(entry.indicator)
        raise _Faulty("other_measure", _("The figure is stated in %(measure)s here.") % {"measure": measure})


def _answer(sent: SentAnswer, entry: Entry) -> Answer:
    note = " ".join(sent.note.split())
    if len(note) > LONGEST_NOTE:
        raise _Faulty("note_too_long", _("Say it in at most %(limit)s characters.") % {"limit": LONGEST_NOTE})
    if sent.status not in AnswerStatus.values:
        raise _Faulty("unknown_status", _("There is no status “%(text)s”.") % {"text": sent.status[:40]})
    if sent.status != AnswerStatus.VALUE:
        if sent.value is not None:
            raise _Faulty("value_unexpected", _("There is a value, but the state says there is none."))
        return Answer(sent.status, note=note)
    if sent.qualifier not in Qualifier.values:
        raise _Faulty(
            "unknown_qualifier", _("There is no qualifier “%(text)s”.") % {"text": sent.qualifier[:40]}
        )
    return Answer(sent.status, _value(sent.value, entry), sent.qualifier, note)


def _value(text: str | None, entry: Entry) -> Decimal:
    if text is None:
        raise _Faulty("value_missing", _("The state says that there is a value, but none was sent."))
    try:
        value = decimal_from(text)
    except ValueError as error:
        raise _Faulty(
            "not_a_number",
            _(
                "“%(text)s” is not a number of an exchange: digits, and a point before the decimals, like 64.56."
            )
            % {"text": text[:40]},
        ) from error
    if is_whole(entry.indicator) and value % 1:
        raise _Faulty(
            "decimals_in_whole",
            _("“%(text)s” has decimals, but this figure is a whole number. Thousands are not set off: 1237.")
            % {"text": text[:40]},
        )
    try:
        check_value(value, text[:40], entry.indicator)
    except ValidationError as error:
        raise _Faulty(error.code or "refused", error.messages[0]) from error
    return value


def match_narratives(
    sent: Sequence[SentNarrative], narratives: Iterable[Narrative]
) -> tuple[list[tuple[Narrative, SentNarrative]], list[Fault]]:
    """The narratives that are meant, and everything that is wrong with what was sent."""
    by_pk = {narrative.pk: narrative for narrative in narratives}
    by_task: Mapping[str, Narrative] = {narrative.task.code: narrative for narrative in by_pk.values()}
    found: list[tuple[Narrative, SentNarrative]] = []
    faults: list[Fault] = []
    taken: set[int] = set()
    for index, one in enumerate(sent):
        narrative = by_task.get(one.task) if one.narrative is None else by_pk.get(one.narrative)
        if narrative is None:
            faults.append(Fault(index, "not_asked", _("The unit is not asked for words on this task.")))
        elif one.narrative is not None and one.task and one.task != narrative.task.code:
            faults.append(Fault(index, "names_disagree", _("The text and the task do not belong together.")))
        elif narrative.pk in taken:
            faults.append(Fault(index, "twice", _("This task is answered twice.")))
        elif len(one.text) > LONGEST_NARRATIVE:
            limit = {"limit": LONGEST_NARRATIVE}
            detail = _("The text is longer than %(limit)s characters: shorten it, or enclose it as a file.")
            faults.append(Fault(index, "text_too_long", detail % limit))
        else:
            found.append((narrative, one))
        if narrative is not None:
            taken.add(narrative.pk)
    return found, faults
