"""The diary as a book: an official document with the inspection on its first page, then day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone

from haidang.apps.inspections.digest import Diary, DiaryPage, Written, hours
from haidang.apps.inspections.models import Form, Inspection, Member, Task
from haidang.domain import official_document as od
from haidang.domain.vietnamese import format_date, format_number, normalise
from haidang.foundation.fonts import font_paths

DOCX: Final = "docx"
PDF: Final = "pdf"
_FORM_VI: Final = {Form.INSPECTION: "thanh tra", Form.CHECK: "kiểm tra", Form.AUDIT: "kiểm toán"}
_TASK_VI: Final = {
    Task.LEADER: "Trưởng đoàn",
    Task.DEPUTY: "Phó trưởng đoàn",
    Task.MEMBER: "Thành viên",
    Task.SECRETARY: "Thư ký",
}


def diary_book(
    inspection: Inspection, members: Sequence[Member], diary: Diary, at: datetime, place: str
) -> od.OfficialDocument:
    """The book as it stands at a moment. Corrected entries stay in it, below what corrects them."""
    form = _FORM_VI[Form(inspection.form)]
    leader = next((member for member in members if member.task == Task.LEADER), None)
    parent = inspection.lead.parent
    blocks: list[od.Block] = [*_cover(inspection, leader, diary), _team(members)]
    for number, page in enumerate(diary.pages, start=1):
        blocks += _page(number, page)
    return od.OfficialDocument(
        header=od.Header(
            issuing_body=inspection.lead.name_vi.upper(),
            parent_body=parent.name_vi.upper() if parent else None,
            symbol="NK-" + ("ĐTT" if inspection.form == Form.INSPECTION else "ĐKT"),
            place=place,
            subject=f"{form} tại {_line(inspection.name)}",
            issued_on=timezone.localdate(at),
            type_name=f"NHẬT KÝ ĐOÀN {form.upper()}",
        ),
        blocks=tuple(blocks),
        signature=od.Signature(("TRƯỞNG ĐOÀN",), leader.name if leader else None),
        recipients=(f"Lưu: Hồ sơ cuộc {form}.",),
    )


def render(book: od.OfficialDocument, kind: str, at: datetime) -> bytes:
    """The book as DOCX or PDF."""
    if kind == DOCX:
        return od.render_docx(book)
    return od.render_pdf(book, font_paths=font_paths(), created=at.replace(microsecond=0))


def hours_text(minutes: int) -> str:
    """Minutes as hours, as people write them: 5,5."""
    return format_number(hours(minutes))


def _line(text: str) -> str:
    return " ".join(normalise(text).split())


def _fact(key: str, name: str, value: str) -> od.Paragraph:
    return od.Paragraph((od.Text(f"{name}: ", bold=True), od.Text(_line(value) or "…")), key)


def _cover(inspection: Inspection, leader: Member | None, diary: Diary) -> list[od.Block]:
    begun, ended = inspection.announced_on, inspection.ended_on
    facts = [
        ("cover-name", f"Tên cuộc {_FORM_VI[Form(inspection.form)]}", f"{inspection.content}, tại {inspection.name}"),
        (
            "cover-decision", "Quyết định",
            f"số {inspection.decision_number} ngày {format_date(inspection.decision_on)}, người ký: "
            f"{inspection.decision_by}",
        ),
        ("cover-leader", "Trưởng đoàn", leader.name if leader else ""),
        ("cover-start", "Ngày công bố quyết định", format_date(begun) if begun else "chưa công bố"),
        ("cover-end", "Ngày kết thúc", format_date(ended) if ended else "chưa kết thúc"),
        ("cover-examined", "Thời kỳ được xem xét", inspection.examined),
        ("cover-hours", "Tổng thời gian làm việc tại nơi kiểm tra", f"{format_number(diary.hours)} giờ"),
    ]  # fmt: skip
    if diary.missing:
        days = "; ".join(format_date(day) for day in diary.missing)
        facts.append(("cover-missing", "Ngày làm việc chưa ghi nhật ký", days))
    if inspection.is_synthetic:
        facts.append(("cover-synthetic", "Lưu ý", "dữ liệu giả lập, dùng để minh họa phần mềm"))
    return [_fact(*fact) for fact in facts]


def _team(members: Sequence[Member]) -> od.Table:
    columns = (
        od.Column("TT", 1, "center"),
        od.Column("Họ và tên", 4),
        od.Column("Chức vụ, đơn vị", 6),
        od.Column("Nhiệm vụ", 3),
    )
    rows = tuple(
        _cells(
            str(number), member.name, ", ".join(filter(None, (member.position, member.unit.name_vi))),
            _TASK_VI[Task(member.task)],
        )
        for number, member in enumerate(members, start=1)
    )  # fmt: skip
    return od.Table(columns, rows, "team", caption="Thành viên đoàn", row_header=1)


def _cells(*texts: str) -> tuple[od.Runs, ...]:
    return tuple((od.Text(_line(text)),) for text in texts)


def _page(number: int, page: DiaryPage) -> list[od.Block]:
    key = f"day-{page.day.isoformat()}"
    heading = od.Heading(2, f"{number}.", f"Ngày {format_date(page.day)}", key)
    if not page.written:
        return [heading, od.Paragraph((od.Text("Chưa ghi nhật ký.", italic=True),), f"{key}-none")]
    blocks: list[od.Block] = [heading]
    for written in page.written:
        blocks += _entry(written)
    if page.confirmed is not None:
        moment = timezone.localtime(page.confirmed.at)
        told = f"Trưởng đoàn xác nhận: {page.confirmed.by_name}, {moment:%H:%M} ngày {format_date(moment.date())}."
    else:
        told = "Trưởng đoàn chưa xác nhận."
    return [*blocks, od.Paragraph((od.Text(told, italic=True),), f"{key}-confirmed")]


def _entry(written: Written) -> list[od.Block]:
    entry = written.entry
    key = f"entry-{entry.pk}"
    late = " (ghi muộn)" if entry.is_late else ""
    clock = f", từ {entry.begins:%H:%M} đến {entry.ends:%H:%M}" if entry.begins and entry.ends else ""
    spent = "không làm việc" if entry.is_idle else f"{format_number(written.hours)} giờ{clock}"
    head = f"{_line(entry.member.name)} – {_TASK_VI[Task(entry.member.task)]} – {spent}{late}"
    blocks: list[od.Block] = [od.Paragraph((od.Text(head, bold=True),), key)]
    for name, title, value in (
        ("work", "Nội dung công việc", entry.work),
        ("met", "Người, bộ phận làm việc", entry.met),
        ("directions", "Ý kiến chỉ đạo", entry.directions),
        ("difficulties", "Khó khăn, vướng mắc", entry.difficulties),
    ):
        if value:
            blocks.append(_fact(f"{key}-{name}", title, value))
    for older in written.before:
        reason = next((e.why for e in (entry, *written.before) if e.corrects_id == older.pk), "")
        moment = timezone.localtime(older.at)
        text = f"Bản ghi được đính chính, của {older.by_name} lúc {moment:%H:%M} ngày {format_date(moment.date())}: "
        text += f"{_line(older.work).rstrip('.') or 'không làm việc'}. Lý do đính chính: {_line(reason)}"
        blocks.append(od.Paragraph((od.Text(text, italic=True),), f"{key}-before-{older.pk}"))
    return blocks
