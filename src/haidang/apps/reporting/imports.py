"""Rounds and what their units sent, imported from tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.documents.models import Document
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import AppendixStatus, Assignment, AssignmentStatus, Round
from haidang.domain.worktime import CutoffScheme
from haidang.foundation.importing import columns as read
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Context, Importer, Record
from haidang.foundation.importing.upsert import upsert


def _look_up(record: Record, column: str, known: dict[str, Any], context: Context) -> Any:
    """The thing a cell names by its code; a fault if it is not known, None for an empty cell."""
    code = record[column]
    found = known.get(code)
    if code and found is None:
        context.fault(
            record,
            column,
            _("“%(text)s” is not known here") % {"text": code},
            _("import it first, or correct the code"),
        )
    return found


def _refuse_rounds_run_here(records: Sequence[Record], column: str, context: Context) -> None:
    """A round that is run here is changed on its pages: a table would bypass approvals."""
    run_here = set(Round.objects.filter(opened_at__isnull=False).values_list("code", flat=True))
    for record in records:
        if record[column] in run_here:
            context.fault(
                record,
                column,
                _("the round %(code)s is run here") % {"code": record[column]},
                _("its units report through their forms; leave this row out"),
            )


class RoundImporter(Importer):
    """Reporting rounds by their code."""

    kind = "rounds"
    title = gettext_lazy("Reporting rounds")
    columns: ClassVar = (
        Column("code", "Mã kỳ", read.code, required=True),
        Column("period", "Kỳ", read.period, required=True),
        Column("plan", "Kế hoạch", read.text),
        Column("coordinator_unit", "Đơn vị tổng hợp", read.text, required=True),
        Column(
            "cutoff_scheme", "Cách chốt số liệu", read.one_of(*(s.value for s in CutoffScheme)), required=True
        ),
        Column("due_date", "Thời hạn gửi", read.day),
        Column("urging_document", "Văn bản đôn đốc", read.text),
        Column("note", "Ghi chú", read.text, empty=""),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        _refuse_rounds_run_here(records, "code", context)
        plans = {plan.code: plan for plan in Plan.objects.all()}
        units = {unit.code: unit for unit in Unit.objects.all()}
        documents = {document.number: document for document in Document.objects.all()}
        rows = [
            (
                record,
                {
                    "code": record["code"],
                    "period": record["period"],
                    "plan": _look_up(record, "plan", plans, context),
                    "coordinator": _look_up(record, "coordinator_unit", units, context),
                    "cutoff_scheme": record["cutoff_scheme"],
                    "due_on": record["due_date"],
                    "urging_letter": _look_up(record, "urging_document", documents, context),
                    "note": record["note"],
                },
            )
            for record in records
        ]
        if not context.faults:
            upsert(Round, rows, key=("code",), key_column="code", label=str, context=context)


class AssignmentImporter(Importer):
    """What each unit sent in a round."""

    kind = "round-units"
    title = gettext_lazy("Units of a round")
    columns: ClassVar = (
        Column("round", "Mã kỳ", read.text, required=True),
        Column("unit", "Đơn vị", read.text, required=True),
        Column("status", "Tình trạng", read.one_of(*AssignmentStatus.values), required=True),
        Column("appendix", "Phụ lục", read.one_of(*AppendixStatus.values), empty="unknown"),
        Column("received_on", "Ngày nhận", read.day),
        Column("provenance", "Nguồn gốc", read.one_of("reported", "illustrative"), empty="reported"),
        Column("status_basis", "Căn cứ", read.text, empty=""),
    )

    def apply(self, records: Sequence[Record], context: Context) -> None:
        _refuse_rounds_run_here(records, "round", context)
        rounds = {round_.code: round_ for round_ in Round.objects.all()}
        units = {unit.code: unit for unit in Unit.objects.all()}
        rows = [
            (
                record,
                {
                    "round": _look_up(record, "round", rounds, context),
                    "unit": _look_up(record, "unit", units, context),
                    "status": record["status"],
                    "appendix": record["appendix"],
                    "received_on": record["received_on"],
                    "is_illustrative": record["provenance"] == "illustrative",
                    "basis": record["status_basis"],
                },
            )
            for record in records
        ]
        if not context.faults:
            upsert(
                Assignment, rows, key=("round", "unit"), key_column="unit", label=lambda a: str(a.unit),
                context=context, existing=Assignment.objects.select_related("round", "unit"),
            )  # fmt: skip


IMPORTERS = (RoundImporter(), AssignmentImporter())
