"""Hold what was read against the form it answers: whatever the file itself cannot know."""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from haidang.domain.form_workbook.model import Form, FormRow
from haidang.domain.form_workbook.result import Answer, FaultCode, FormFault, ReadForm, shortened
from haidang.domain.vietnamese import MAX_DIGITS, format_number

_WIDE: Final = Context(prec=3 * MAX_DIGITS, rounding=ROUND_HALF_UP)


def check_against(read: ReadForm, form: Form) -> ReadForm:
    """Return `read` with the faults that show against `form`; answers with a fault are left out.

    Faults: another round or unit, unknown keys, decimals in a whole number, more decimals than the figure has,
    a negative count. Remarks: other negative figures, the result of a formula rounded to the decimals of the
    figure, rows and required narratives that are not there.
    """
    if not read.keys:
        return read
    check = _Check(form, {(remark.sheet, remark.cell) for remark in read.remarks if remark.code == "formula"})
    check.codes(read)
    answers = tuple(kept for answer in read.answers if (kept := check.answer(answer)) is not None)
    narratives = tuple(
        narrative
        for narrative in read.narratives
        if check.is_known(narrative.key in form.narratives, narrative.key, narrative.sheet, narrative.cell)
    )
    check.gaps(read)
    return replace(
        read,
        answers=answers,
        narratives=narratives,
        faults=read.faults + tuple(check.faults),
        remarks=read.remarks + tuple(check.remarks),
    )


@dataclass(slots=True)
class _Check:
    form: Form
    calculated: set[tuple[str, str]]
    faults: list[FormFault] = field(default_factory=list)
    remarks: list[FormFault] = field(default_factory=list)
    rows: dict[str, FormRow] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = self.form.rows

    def codes(self, read: ReadForm) -> None:
        if read.round_code and read.round_code != self.form.round_code:
            self.faults.append(FormFault(FaultCode.OTHER_ROUND, text=shortened(read.round_code)))
        if read.unit_code and read.unit_code != self.form.unit_code:
            self.faults.append(FormFault(FaultCode.OTHER_UNIT, text=shortened(read.unit_code)))

    def is_known(self, known: bool, key: str, sheet: str, cell: str) -> bool:
        """Return `known`, after telling of a key that is not."""
        if not known:
            self.faults.append(FormFault(FaultCode.UNKNOWN_KEY, sheet, cell, shortened(key)))
        return known

    def answer(self, answer: Answer) -> Answer | None:
        """Return the answer as it is to be taken, or None when it has a fault."""
        row = self.rows.get(answer.key)
        if not self.is_known(row is not None, answer.key, answer.sheet, answer.cell) or row is None:
            return None
        if answer.value is None:
            return answer
        value = self._fitting(row, answer, answer.value)
        if value is None:
            return None
        if value < 0:
            told = FormFault(FaultCode.NEGATIVE, answer.sheet, answer.cell, format_number(value))
            (self.faults if row.is_whole else self.remarks).append(told)
        return None if value < 0 and row.is_whole else replace(answer, value=value)

    def gaps(self, read: ReadForm) -> None:
        """Tell of rows that are gone and of narratives that must be written and are not."""
        found = set(read.keys)
        for key in (*self.rows, *self.form.narratives):
            if key not in found:
                self.remarks.append(FormFault(FaultCode.ROW_LEFT_OUT, text=shortened(key)))
        for narrative in read.narratives:
            group = self.form.narratives.get(narrative.key)
            if group is not None and group.narrative_required and not narrative.text:
                self.remarks.append(
                    FormFault(
                        FaultCode.NARRATIVE_MISSING, narrative.sheet, narrative.cell, shortened(narrative.key)
                    )
                )

    def _fitting(self, row: FormRow, answer: Answer, value: Decimal) -> Decimal | None:
        """Return a value with no more decimals than its figure has; None when it cannot be one."""
        decimals = 0 if row.is_whole else row.decimals
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
        if rounded == value:
            return value
        text = format_number(value)
        if not row.is_whole and (answer.sheet, answer.cell) in self.calculated:
            self.remarks.append(FormFault(FaultCode.ROUNDED, answer.sheet, answer.cell, text))
            return rounded
        code = FaultCode.DECIMALS_IN_WHOLE if row.is_whole else FaultCode.TOO_MANY_DECIMALS
        self.faults.append(FormFault(code, answer.sheet, answer.cell, text))
        return None
