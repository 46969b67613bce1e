"""A realistic report in our own words, and short ways to build pieces of a document for a test."""

from datetime import UTC, date, datetime
from typing import Any

from haidang.domain.official_document import (
    Appendix,
    Block,
    Citation,
    Column,
    FigureProvenance,
    Footnote,
    FootnoteReference,
    Header,
    Heading,
    ListItem,
    Notice,
    OfficialDocument,
    Paragraph,
    QuotedFigure,
    Signature,
    Table,
    Text,
)

RECORDED_AT = datetime(2024, 9, 20, 8, 30, tzinfo=UTC)


def provenance(**changes: Any) -> FigureProvenance:
    facts: dict[str, Any] = {
        "indicator": "Hồ sơ trực tuyến",
        "unit": "Sở Tư pháp",
        "period": "9 tháng năm 2024",
        "basis": "báo cáo",
        "value": "1237",
        "qualifier": "",
        "source_urn": "urn:haidang:submission:ABC:C7",
        "recorded_at": RECORDED_AT,
        "recorded_by": "Người Nhập Liệu",
        "observation_revision": "obs-1#2",
        "sha256": "ab" * 32,
    }
    return FigureProvenance(**(facts | changes))


def figure(quote_id: str = "q1", text: str = "1.237", **changes: Any) -> QuotedFigure:
    return QuotedFigure(quote_id, text, changes.pop("provenance", provenance()), **changes)


def header(**changes: Any) -> Header:
    facts: dict[str, Any] = {
        "parent_body": "Ủy ban nhân dân thành phố Cảng Xanh",
        "issuing_body": "Sở Kế hoạch và Đầu tư",
        "symbol": "BC-KHĐT",
        "place": "Cảng Xanh",
        "year": 2024,
        "month": 10,
        "type_name": "Báo cáo",
        "subject": "Kết quả cải thiện môi trường kinh doanh 9 tháng năm 2024",
        "addressees": ("Ủy ban nhân dân thành phố",),
    }
    return Header(**(facts | changes))


def document(*blocks: Block, **changes: Any) -> OfficialDocument:
    facts: dict[str, Any] = {"header": changes.pop("header", header()), "blocks": blocks}
    return OfficialDocument(**(facts | changes))


def letter_header() -> Header:
    return header(
        type_name=None, symbol="SKHĐT-DN", subject="V/v đôn đốc báo cáo quý III", number="7",
        issued_on=date(2024, 2, 5), year=None, month=None,
    )  # fmt: skip


_NOTE = Footnote(
    "note-units",
    (Text("Các đơn vị đã công khai đầu mối, tổng cộng "), figure("q-note", "13"), Text(" đơn vị, gồm:")),
    (
        (Text("Sở Công Thương: "), figure("q-note-ct", "04"), Text(" đầu mối;")),
        (Text("Sở Y tế: "), figure("q-note-yt", "09"), Text(" đầu mối.")),
    ),
)

_UNITS = ("Sở Công Thương", "Sở Y tế", "Sở Tư pháp", "Ủy ban nhân dân quận Hải Đông")


def _table(key: str, prefix: str, rows: int) -> Table:
    def row(number: int) -> tuple[tuple[Text | QuotedFigure, ...], ...]:
        unit = _UNITS[number % len(_UNITS)]
        return (
            (Text(str(number + 1)),),
            (Text(unit),),
            (figure(f"{prefix}-{number}-n", f"{1200 + number * 37:,}".replace(",", ".")),),
            (figure(f"{prefix}-{number}-p", f"{90 + number % 10},{number % 100:02d}%"),),
        )

    return Table(
        columns=(
            Column("TT", 1, "center"),
            Column("Đơn vị", 6),
            Column("Số hồ sơ", 2, "right"),
            Column("Tỷ lệ đúng hạn", 2, "right"),
        ),
        rows=tuple(row(number) for number in range(rows)),
        key=key,
        caption="Hồ sơ giải quyết đúng hạn theo đơn vị",
        measure_note="Đơn vị tính: hồ sơ",
        row_header=1,
    )


_LONG = (
    "Các đơn vị chủ động rà soát quy trình nội bộ, rút ngắn thời gian chờ của doanh nghiệp, đồng thời "
    "công bố đầu mối tiếp nhận để mỗi vướng mắc đều có người chịu trách nhiệm trả lời. "
)

REPORT = OfficialDocument(
    header=header(),
    blocks=(
        Paragraph((Text("Sở Kế hoạch và Đầu tư tổng hợp kết quả thực hiện nhiệm vụ "),
                   Text("trong kỳ", italic=True), Text(" theo "),
                   Citation("Kế hoạch số 12/KH-UBND ngày 10/01/2024", "https://example.org/kh-12"),
                   Text(" như sau:")), "p-opening"),
        Heading(1, "I.", "Kết quả thực hiện nhiệm vụ", "h-1"),
        Heading(2, "1.", "Gia nhập thị trường", "h-1-1"),
        Heading(3, "a)", "Công khai đầu mối hỗ trợ doanh nghiệp", "h-1-1-a"),
        Paragraph((Text("Đã tiếp nhận "), figure("q-received", "1.237", href="/so-lieu/q-received"),
                   Text(" hồ sơ"), FootnoteReference(_NOTE), Text(", tỷ lệ trực tuyến đạt "),
                   figure("q-rate", "64,56%", href="/so-lieu/q-rate",
                          provenance=provenance(indicator="Tỷ lệ hồ sơ trực tuyến", value="64.56")),
                   Text(". " + _LONG)), "p-received"),
        ListItem("-", (Text(_LONG),), "l-1"),
        ListItem("+", (Text("Số lượt truy cập đạt gần "), figure("q-visits", "9 triệu", illustrative=True),
                       Text(" lượt.")), "l-1-1"),
        ListItem("+", (Text("Số kiến nghị đã trả lời: "), figure("q-answered", "727", flagged=True),
                       Text(" kiến nghị.")), "l-1-2"),
        Notice("finding", "Tỷ lệ không khớp với số đếm", (Text("Tính lại từ số đếm ra "),
               figure("q-recount", "71,71%"), Text("; đơn vị cần giải trình."),), "n-1"),
        _table("t-1", "t1", 12),
        *(Paragraph((Text(_LONG * 3),), f"p-filler-{number}") for number in range(6)),
        Heading(1, "II.", "Đánh giá chung", "h-2"),
        Paragraph((Text("Đến nay có "), figure("q-units", "41/45"), Text(" đơn vị gửi báo cáo. Trên đây là "
                   "báo cáo của Sở Kế hoạch và Đầu tư./.")), "p-end"),
    ),
    signature=Signature(("KT. Giám đốc", "Phó Giám đốc"), "Trần Văn Mẫu"),
    recipients=("- Như trên;", "Giám đốc, các Phó Giám đốc", "Lưu: VT, DN"),
    appendices=(
        Appendix("a-units", "Danh sách đơn vị chưa gửi báo cáo",
                 (ListItem("1.", (Text("Ủy ban nhân dân huyện Đảo Xa: "), figure("q-late", "15"),
                                  Text(" ngày.")), "a1-1"),)),
        Appendix("a-table", "Số liệu chi tiết", (_table("t-2", "t2", 40),),
                 (Text("Bảng dưới đây gồm số liệu của từng đơn vị."),), "landscape"),
    ),
    draft_notice="DỰ THẢO",
)  # fmt: skip
