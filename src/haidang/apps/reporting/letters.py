"""The urging letter as an official document (công văn đôn đốc), Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from haidang.apps.documents.letters import LetterWords
from haidang.apps.organisations.selectors import find_province_name
from haidang.apps.reporting.models import Assignment, AssignmentStatus, Round
from haidang.domain import official_document as od
from haidang.domain.vietnamese import format_date
from haidang.domain.worktime import label_vi, parse_period
from haidang.foundation.fonts import font_paths

MOST_ADDRESSEES: Final = 12
_STATE_VI: Final = {
    AssignmentStatus.EXPECTED: "Chưa mở biểu mẫu",
    AssignmentStatus.OPENED: "Đang làm, chưa trình",
    AssignmentStatus.HANDED_OVER: "Chờ lãnh đạo đơn vị duyệt",
    AssignmentStatus.RETURNED: "Bị trả lại, chưa gửi lại",
}


def usual_words(round_: Round, owing: Sequence[Assignment], today: date) -> LetterWords:
    """The letter as it mostly reads."""
    period = label_vi(parse_period(round_.period))
    coordinator = round_.coordinator
    asked = round_.assignments.exclude(status=AssignmentStatus.EXCUSED).count()
    received = round_.assignments.received().count()
    plan = f"Thực hiện Kế hoạch số {round_.plan.code}, " if round_.plan else ""
    silent = round_.assignments.outstanding().count()
    rest = (
        f"còn {silent:02d} đơn vị trong danh sách dưới đây chưa gửi"
        if silent == len(owing)
        else f"còn {silent:02d} đơn vị chưa gửi, trong đó có {len(owing):02d} đơn vị trong danh sách dưới đây"
    )
    name = coordinator.name_vi
    due = format_date(round_.due_on) if round_.due_on else ""
    return LetterWords(
        parent_body=coordinator.parent.name_vi.upper() if coordinator.parent else "",
        issuing_body=name.upper(),
        symbol=coordinator.code.split("-")[0],
        place=find_province_name(),
        subject=f"V/v đôn đốc gửi báo cáo {period}",
        paragraphs=(
            f"{plan}{name} đã đề nghị các đơn vị gửi báo cáo {period} trước ngày {due}.\n"
            f"Đến ngày {format_date(today)}, {name} đã nhận được báo cáo của {received:02d}/{asked:02d} đơn vị; "
            f"{rest}.\n"
            f"{name} đề nghị các đơn vị khẩn trương hoàn thành và gửi báo cáo trên hệ thống; trường hợp có khó khăn, "
            "vướng mắc, đề nghị nêu rõ lý do và thời gian hoàn thành./."
        ),
        authority="GIÁM ĐỐC",
        signer="",
        recipients="Như trên;\nỦy ban nhân dân thành phố (để báo cáo);\nLưu: VT.",
    )


def letter_content(words: LetterWords, owing: Sequence[Assignment], today: date) -> dict[str, Any]:
    """What is kept of a letter: its words, and the list of units as it stood."""
    units = [
        {
            "code": assignment.unit.code,
            "name": assignment.unit.name_vi,
            "due": format_date(assignment.due_on) if assignment.due_on else "",
            "state": _STATE_VI.get(AssignmentStatus(assignment.status), ""),
        }
        for assignment in owing
    ]
    return {"words": words.as_dict(), "units": units, "on": today.isoformat()}


def letter_document(content: dict[str, Any]) -> od.OfficialDocument:
    """The letter in the layout of the decree. Raises `official_document.DocumentError` for words that cannot be."""
    words, units = LetterWords(**content["words"]), content["units"]
    day = date.fromisoformat(content["on"])
    names = [unit["name"] for unit in units]
    addressees = tuple(names) if len(names) <= MOST_ADDRESSEES else ("Các đơn vị có tên trong danh sách",)
    paragraphs = words.blocks
    return od.OfficialDocument(
        header=od.Header(
            issuing_body=words.issuing_body,
            parent_body=words.parent_body or None,
            symbol=words.symbol,
            place=words.place,
            subject=words.subject,
            year=day.year,
            month=day.month,
            type_name=None,
            addressees=addressees,
        ),
        blocks=(*paragraphs[:-1], _table(units), *paragraphs[-1:]),
        signature=words.signature,
        recipients=words.recipient_lines,
        draft_notice="DỰ THẢO",
    )


def _table(units: Sequence[dict[str, str]]) -> od.Table:
    columns = (
        od.Column("TT", 1, "center"),
        od.Column("Đơn vị", 6),
        od.Column("Thời hạn gửi", 2.4, "center"),
        od.Column("Tình trạng", 4),
    )
    rows = tuple(
        tuple((od.Text(cell),) for cell in (str(number), unit["name"], unit["due"], unit["state"]))
        for number, unit in enumerate(units, start=1)
    )
    return od.Table(columns, rows, "units", caption="Danh sách đơn vị chưa gửi báo cáo", row_header=1)


def render(content: dict[str, Any], created: Any) -> tuple[bytes, bytes]:
    """The letter as DOCX and PDF."""
    document = letter_document(content)
    return od.render_docx(document), od.render_pdf(document, font_paths=font_paths(), created=created)
