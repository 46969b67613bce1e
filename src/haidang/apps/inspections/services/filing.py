"""A plan from the file to the lines in force: read, its columns agreed, taken; filed again it replaces."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.apps.inspections import actions
from haidang.apps.inspections.drafts import pack_shown
from haidang.apps.inspections.models import (
    ColumnMemory,
    FilingContent,
    FilingState,
    PlanFiling,
    PlanLine,
    PlanYear,
)
from haidang.apps.inspections.reading import (
    agreed_columns,
    is_other_year,
    kept_columns,
    lines_of,
    open_plan,
    packed,
    reading_of,
    remembered_columns,
    settled,
    source_of,
)
from haidang.apps.inspections.services.carrying import carry_over
from haidang.apps.inspections.services.years import mark_changed
from haidang.apps.inspections.veiling import dotted
from haidang.apps.organisations.models import Unit
from haidang.domain.plan_tables import (
    Field,
    PlanReading,
    Source,
    Unreadable,
    UnreadableFile,
)
from haidang.domain.plan_tables import Mapping as Columns
from haidang.domain.plan_tables.faults import REMARKS
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.confinement import Overrun
from haidang.foundation.database import queue_for
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.services import plain_name, store_file
from haidang.foundation.permissions import Permission

BATCH: Final = 400
SYNTHETIC: Final = "minh họa"
"""A file that says so of itself is made up."""
WHY_UNREADABLE: Final = {
    Unreadable.EMPTY: gettext_lazy("The file is empty."),
    Unreadable.TOO_LARGE: gettext_lazy("The file is too large: send parts of at most 20 MB and 20,000 rows."),
    Unreadable.NOT_TEXT: gettext_lazy("This is no table: send an Excel, CSV, Word or PDF file."),
    Unreadable.DAMAGED: gettext_lazy("The file is damaged: open it, save it again and send the new one."),
    Unreadable.ENCRYPTED: gettext_lazy("The file is protected by a password: save it without one."),
    Unreadable.UNPACKS_TO_TOO_MUCH: gettext_lazy("The file unpacks to too much: save it with less formatting."),
    Unreadable.NO_TEXT: gettext_lazy("The pages are pictures: send the file from which they were printed."),
    Unreadable.UNKNOWN_KIND: gettext_lazy("This kind of file is not read: send .xlsx, .csv, .docx or .pdf."),
}  # fmt: skip


def bring_plan(
    *, year: PlanYear, unit: Unit, content: bytes, name: str, by: Actor, at: datetime
) -> PlanFiling:
    """Read a file and keep what stands in it as a draft of the unit's plan; nothing is in force yet.

    Raises ValidationError where the file cannot be read.
    """
    by.require(Permission.FILE_PLAN, unit.code)
    shown = dotted(plain_name(name))
    try:
        source = open_plan(content, shown)
    except UnreadableFile as error:
        raise ValidationError(str(WHY_UNREADABLE[error.reason])) from error
    except Overrun as error:
        raise ValidationError(_("Reading the file took too long: send it in smaller parts.")) from error
    return keep_source(year=year, unit=unit, source=source, content=content, by=by, at=at)


def keep_source(
    *, year: PlanYear, unit: Unit, source: Source, content: bytes | None, by: Actor, at: datetime, sha256: str = "",
    columns: Sequence[Columns] = (),
) -> PlanFiling:  # fmt: skip
    """Keep what stands in a file as a draft. Without `content` the file is somebody else's, known by its `sha256`.

    `columns` is what is known of its columns, before all that is remembered of the unit's. The file is read before the
    transaction that writes: reading 20,000 rows takes seconds, in which nobody should wait.
    """
    by.require(Permission.FILE_PLAN, unit.code)
    kept, has_numbers = packed(source)
    reading, agreed = settled(source, year.year, remembered_columns(unit, kept_columns(columns)))
    former = _in_force(year, unit)
    filing = PlanFiling(
        year=year, unit=unit, file_name=source.name[:200], media=source.media.value,
        sha256=sha256 or hashlib.sha256(content or b"").hexdigest(),
        has_personal_numbers=has_numbers, by_id=by.identifier, by_name=by.name, at=at,
    )  # fmt: skip
    _note(filing, reading, agreed, former)
    shown = pack_shown(reading, source.media, reading_of(former) if former else None)
    with transaction.atomic():
        if content is not None and not has_numbers:
            filing.file = _stored(content, source.name, unit, by, at)
        filing.save()
        FilingContent.objects.create(filing=filing, content=kept, shown=shown)
        record(actions.PLAN_READ, subject=filing, label=str(filing), unit_code=unit.code, by=by, at=at)
    return filing


def _in_force(year: PlanYear, unit: Unit) -> PlanFiling | None:
    return (
        PlanFiling.objects.filter(year=year, unit=unit, state=FilingState.TAKEN)
        .select_related("unit", "year", "stored_content").first()
    )  # fmt: skip


def _note(
    filing: PlanFiling, reading: PlanReading, agreed: Sequence[Columns], former: PlanFiling | None
) -> None:
    """Note at a draft what was read, by which columns, and what it was set beside."""
    filing.mappings = kept_columns(agreed)
    filing.counts, filing.faults = _counts(reading), _faults(reading)
    filing.is_synthetic = _is_synthetic(reading)
    filing.against = former


def _stored(content: bytes, name: str, unit: Unit, by: Actor, at: datetime) -> Any:
    try:
        return store_file(content=content, name=name, by=by, at=at, unit_code=unit.code)
    except RefusedFile as error:
        raise ValidationError(str(error)) from error


def _is_synthetic(reading: PlanReading) -> bool:
    texts = [line.text for line in reading.lines] + [row.note for row in reading.rows]
    return any(SYNTHETIC in text.casefold() for text in texts)


def _counts(reading: PlanReading) -> dict[str, int]:
    return {kind.value: count for kind, count in reading.counts.items()}


def _faults(reading: PlanReading) -> list[dict[str, Any]]:
    counts = Counter(fault.code for fault in reading.faults)
    return [
        {"code": code.value, "is_remark": code in REMARKS, "count": count} for code, count in counts.items()
    ]


def say_columns(
    *, filing: PlanFiling, columns: Mapping[str, Mapping[int, str]], seen: str, by: Actor, at: datetime
) -> PlanFiling:
    """Say what the columns of a draft hold: for tables by their fingerprint, fields by the number of the column.

    It is read again with them, and set beside the plan that is in force now. Raises ValidationError, "overtaken" where
    the draft is not what was seen.
    """
    by.require(Permission.FILE_PLAN, filing.unit.code)
    filing = _read_draft(filing)
    source = source_of(filing)
    known = agreed_columns(filing) or settled(source, filing.year.year, remembered_columns(filing.unit))[1]
    reading, agreed = settled(source, filing.year.year, [_said(mapping, columns) for mapping in known])
    former = _in_force(filing.year, filing.unit)
    shown = pack_shown(reading, source.media, reading_of(former) if former else None)
    with transaction.atomic():
        filing = _draft(filing)
        _require_seen(filing, seen)
        _note(filing, reading, agreed, former)
        filing.version += 1
        filing.save()
        FilingContent.objects.filter(filing=filing).update(shown=shown)
        record(
            actions.COLUMNS_CHANGED,
            subject=filing,
            label=str(filing),
            unit_code=filing.unit.code,
            by=by,
            at=at,
        )
    return filing


def _said(mapping: Columns, columns: Mapping[str, Mapping[int, str]]) -> Columns:
    for number, field in columns.get(mapping.fingerprint, {}).items():
        if number in mapping.columns and mapping.columns[number].field is not Field(field):
            mapping = mapping.changed(number, Field(field))
    return mapping


def _require_seen(filing: PlanFiling, seen: str) -> None:
    """Raise ValidationError unless the draft is what somebody saw: its columns, and the plan in force beside it."""
    if seen != filing.seen:
        raise ValidationError(
            _("The file was read again with other columns since you looked: here is what it says now."),
            code="overtaken",
        )


def _read_draft(filing: PlanFiling) -> PlanFiling:
    """The filing as it is now with what stood in its file, if it is still a draft."""
    found = PlanFiling.objects.select_related("unit", "year", "stored_content").get(pk=filing.pk)
    _require_draft(found)
    return found


def _draft(filing: PlanFiling) -> PlanFiling:
    """The filing, locked, if it is still a draft."""
    found = (
        PlanFiling.objects.select_for_update(of=("self",)).select_related("unit", "year").get(pk=filing.pk)
    )
    _require_draft(found)
    return found


def _require_draft(filing: PlanFiling) -> None:
    if filing.state != FilingState.DRAFT:
        raise ValidationError(_("This file is no draft any more: bring it again to change something."))


def take_plan(
    *, filing: PlanFiling, seen: str, by: Actor, at: datetime, with_faults: bool = False,
    with_other_year: bool = False,
) -> PlanFiling:  # fmt: skip
    """Put a draft in force in place of the unit's plan of before, and remember its columns.

    `seen` is what the draft was when somebody looked at it (`PlanFiling.seen`). `with_faults`: what could not be read
    stays empty, and whoever files it has seen it. Raises ValidationError, "overtaken" where it is not what was seen.
    """
    by.require(Permission.FILE_PLAN, filing.unit.code)
    reading = reading_of(_read_draft(filing))
    with transaction.atomic():
        queue_for(f"inspection plan {filing.unit_id} {filing.year_id}")
        filing = _draft(filing)
        _require_seen(filing, seen)
        _require_takeable(reading, with_faults, with_other_year)
        former = _in_force(filing.year, filing.unit)
        if (former.pk if former else None) != filing.against_id:
            raise ValidationError(
                _(
                    "Another plan came into force since this file was read: read it again to see the difference."
                ),
                code="overtaken",
            )
        return _put_in_force(filing, reading, former, by, at)


def _put_in_force(
    filing: PlanFiling, reading: PlanReading, former: PlanFiling | None, by: Actor, at: datetime
) -> PlanFiling:
    if former is not None:
        former.state = FilingState.REPLACED
        former.save(update_fields=["state"])
    filing.state, filing.taken_at = FilingState.TAKEN, at
    filing.save()
    lines = lines_of(filing, reading.rows)
    PlanLine.objects.bulk_create(lines, batch_size=BATCH)
    if former is not None:
        carry_over(former, filing)
    _remember(filing, by, at)
    record(
        actions.PLAN_TAKEN, subject=filing, label=str(filing), unit_code=filing.unit.code,
        data={"rows": len(lines), "faults": len(reading.faults)}, by=by, at=at,
    )  # fmt: skip
    mark_changed(filing.year, at)
    return filing


def _require_takeable(reading: PlanReading, with_faults: bool, with_other_year: bool) -> None:
    if not reading.rows:
        raise ValidationError(_("No visit could be read: say which columns hold names or tax codes."))
    if is_other_year(reading) and not with_other_year:
        raise ValidationError(
            _("The file says that it is of another year: confirm that it is the right one.")
        )
    if reading.has_faults and not with_faults:
        raise ValidationError(
            _("Some cells could not be read: look at the list and confirm, or mend the file.")
        )


def _remember(filing: PlanFiling, by: Actor, at: datetime) -> None:
    for mapping in filing.mappings:
        ColumnMemory.objects.update_or_create(
            unit=filing.unit,
            fingerprint=mapping["fingerprint"],
            defaults={"mapping": mapping, "by_id": by.identifier, "by_name": by.name, "at": at},
        )


@transaction.atomic
def drop_plan(*, filing: PlanFiling, by: Actor, at: datetime) -> None:
    """Drop a draft; what stood in its cells goes with it."""
    by.require(Permission.FILE_PLAN, filing.unit.code)
    filing = _draft(filing)
    filing.state = FilingState.DROPPED
    filing.save(update_fields=["state"])
    FilingContent.objects.filter(filing=filing).delete()
    record(actions.PLAN_DROPPED, subject=filing, label=str(filing), unit_code=filing.unit.code, by=by, at=at)
