"""The letter of the inspectorate and the adjusted plan as official documents, Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from haidang.apps.documents.letters import LetterWords
from haidang.apps.inspections.adjusted import AdjustedVisit
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import find_province_name
from haidang.domain import official_document as od
from haidang.domain.vietnamese import format_number, normalise
from haidang.foundation.fonts import font_paths

_COLUMNS: Final = (
    od.Column("TT", 1, "center"), od.Column("Đối tượng", 5), od.Column("Mã số", 2.2), od.Column("Nội dung", 4),
    od.Column("Hình thức", 1.8), od.Column("Đơn vị chủ trì", 3), od.Column("Đơn vị phối hợp", 3.4),
    od.Column("Thời gian", 1.6, "center"),
)  # fmt: skip


def usual_words(year: int, unit: Unit, visits: Sequence[AdjustedVisit], planned: int) -> LetterWords:
    """The letter as it mostly reads; every number in it is counted from the plans."""
    joint = [visit for visit in visits if visit.is_joint]
    merged = sum(len(visit.lines) for visit in joint)
    basis = (
        "Nghị quyết số 198/2025/QH15 của Quốc hội (Điều 4)"
        if year >= 2025
        else "Chỉ thị số 20/CT-TTg ngày 17/5/2017 của Thủ tướng Chính phủ"
    )
    return LetterWords(
        parent_body=unit.parent.name_vi.upper() if unit.parent else "",
        issuing_body=unit.name_vi.upper(),
        symbol=unit.code.split("-", maxsplit=1)[0],
        place=find_province_name(),
        subject=f"V/v điều chỉnh kế hoạch thanh tra, kiểm tra doanh nghiệp năm {year}",
        paragraphs=(
            f"Căn cứ {basis}, {unit.name_vi} đã rà soát kế hoạch thanh tra, kiểm tra doanh nghiệp năm {year} của các "
            f"cơ quan, đơn vị với {_n(planned)} lượt.\n"
            f"{_found(merged, len(joint))} Sau điều chỉnh còn {_n(len(visits))} lượt, có danh sách kèm theo.\n"
            "Đề nghị các đơn vị chủ trì, phối hợp thực hiện đúng kế hoạch đã điều chỉnh và công khai theo quy định./."
        ),
        authority="CHÁNH THANH TRA",
        signer="",
        recipients="Các đơn vị có tên trong danh sách;\nỦy ban nhân dân thành phố (để báo cáo);\nLưu: VT.",
    )  # fmt: skip


def _found(merged: int, teams: int) -> str:
    if not teams:
        return "Qua rà soát, không có lượt nào phải gộp."
    return (
        f"Qua rà soát, {_n(merged)} lượt tại {_n(teams)} doanh nghiệp trùng lặp, chồng chéo được gộp thành "
        f"{_n(teams)} cuộc do đoàn liên ngành thực hiện."
    )


def _n(count: int) -> str:
    return format_number(count)


def issue_content(year: int, words: LetterWords, visits: Sequence[AdjustedVisit], on: date) -> dict[str, Any]:
    """What is kept of an issued plan: enough to make its files again."""
    return {
        "year": year,
        "words": words.as_dict(),
        "on": on.isoformat(),
        "visits": [visit.as_dict() for visit in visits],
    }


def letter_document(content: dict[str, Any]) -> od.OfficialDocument:
    """The letter, with the joint teams as its appendix. Raises `official_document.DocumentError`."""
    words = LetterWords(**content["words"])
    joint = [visit for visit in content["visits"] if len(visit["lines"]) > 1]
    return od.OfficialDocument(
        header=_header(content, words, type_name=None, subject=words.subject),
        blocks=words.blocks,
        signature=words.signature,
        recipients=words.recipient_lines,
        appendices=(
            od.Appendix(
                "joint", "Danh sách đoàn liên ngành", (_table(joint, "joint-teams"),), orientation="landscape"
            ),
        )
        if joint
        else (),
        draft_notice="DỰ THẢO",
    )


def plan_document(content: dict[str, Any]) -> od.OfficialDocument:
    """The adjusted plan with all its visits. Raises `official_document.DocumentError`."""
    words, year = LetterWords(**content["words"]), content["year"]
    opening = (
        f"Kế hoạch này thay thế kế hoạch thanh tra, kiểm tra doanh nghiệp năm {year} của từng đơn vị; danh sách "
        "các lượt sau điều chỉnh ở phụ lục kèm theo./."
    )
    return od.OfficialDocument(
        header=_header(
            content, words, type_name="KẾ HOẠCH", subject=f"Thanh tra, kiểm tra doanh nghiệp năm {year} (điều chỉnh)"
        ),
        blocks=(od.Paragraph((od.Text(opening),), "p1"),),
        signature=words.signature,
        recipients=words.recipient_lines,
        appendices=(
            od.Appendix(
                "visits", f"Các lượt thanh tra, kiểm tra năm {year}", (_table(content["visits"], "all-visits"),),
                orientation="landscape",
            ),
        ),
        draft_notice="DỰ THẢO",
    )  # fmt: skip


def _header(content: dict[str, Any], words: LetterWords, *, type_name: str | None, subject: str) -> od.Header:
    day = date.fromisoformat(content["on"])
    return od.Header(
        issuing_body=words.issuing_body, parent_body=words.parent_body or None, symbol=words.symbol,
        place=words.place, subject=subject, year=day.year, month=day.month, type_name=type_name,
        addressees=() if type_name else ("Các cơ quan, đơn vị có kế hoạch thanh tra, kiểm tra",),
    )  # fmt: skip


def _table(visits: Sequence[dict[str, Any]], key: str) -> od.Table:
    rows = tuple(
        tuple(
            (od.Text(cell),) if cell else ()
            for cell in (
                str(number), visit["name"], visit["code"], normalise(visit["content"]), visit["form"], visit["lead"],
                "; ".join(visit["co_units"]), f"Tháng {visit['month']}" if visit["month"] else "",
            )
        )
        for number, visit in enumerate(visits, start=1)
    )  # fmt: skip
    return od.Table(_COLUMNS, rows, key, row_header=1)


def render(document: od.OfficialDocument, created: Any) -> tuple[bytes, bytes]:
    """A document as DOCX and PDF."""
    return od.render_docx(document), od.render_pdf(document, font_paths=font_paths(), created=created)
