"""The message of an approved report: what a unit's submission says, for another system."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from haidang.apps.reporting.models import AnswerStatus, Entry, Submission
from haidang.domain.report_package import (
    Attachment,
    IndicatorValue,
    Narrative,
    PackageTooLarge,
    Party,
    ReportHead,
    ReportPackage,
)
from haidang.domain.report_package.limits import MAX_BYTES
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.selectors import read_content


def package_of(submission: Submission, *, with_files: bool) -> ReportPackage:
    """The message (two queries), the same for the same submission. Figures that nobody answered are left out.

    Raises PackageTooLarge, before any file is read, if they cannot fit into one message.
    """
    assignment, content = submission.assignment, submission.content
    round_ = assignment.round
    entries = assignment.entries.select_related("indicator", "task").in_bulk()
    files = StoredFile.objects.in_bulk([told["sha256"] for told in content["evidence"]])
    if with_files and sum(files[told["sha256"]].size for told in content["evidence"]) > MAX_BYTES:
        raise PackageTooLarge
    answered = [told for told in content["figures"] if told["status"] != AnswerStatus.NONE]
    return ReportPackage(
        message_id=f"{submission.urn}:{submission.sha256[:16]}",
        created_at=submission.approved_at,
        sender=Party(assignment.unit.code, assignment.unit.name_vi),
        receiver=Party(round_.coordinator.code, round_.coordinator.name_vi),
        report=ReportHead(
            code=round_.code,
            period=round_.period,
            form=f"{round_.code}/{assignment.unit.code}",
            number=submission.number,
            approved_at=submission.approved_at,
            approved_by=submission.approved_by_name,
            sha256=submission.sha256,
        ),
        indicators=tuple(_indicator(told, entries[told["entry"]]) for told in answered),
        narratives=tuple(Narrative(told["task"], told["text"]) for told in content["narratives"]),
        attachments=tuple(
            _attachment(told, files[told["sha256"]], with_files) for told in content["evidence"]
        ),
    )


def _indicator(told: Mapping[str, Any], entry: Entry) -> IndicatorValue:
    return IndicatorValue(
        code=told["indicator"],
        about=told["about"],
        period=entry.period,
        unit_measure=entry.indicator.unit_measure,
        unit_mult=entry.indicator.unit_mult,
        status=told["status"],
        value=None if told["value"] is None else Decimal(told["value"]),
        qualifier=told["qualifier"],
        note=told["note"],
        task=entry.task.code if entry.task else "",
        dimensions=told["dimensions"],
    )


def _attachment(told: Mapping[str, str], file: StoredFile, with_files: bool) -> Attachment:
    return Attachment(
        name=told["name"],
        sha256=file.sha256,
        size=file.size,
        task=told["task"],
        content=read_content(file) if with_files else None,
    )
