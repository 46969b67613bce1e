"""A synthetic report: a thousand figures of 45 units in paragraphs, tables and footnotes."""

import random
from datetime import UTC, datetime
from itertools import count

from haidang.domain.official_document import (
    Appendix,
    Block,
    Column,
    FigureProvenance,
    Footnote,
    FootnoteReference,
    Header,
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    QuotedFigure,
    Row,
    Signature,
    Table,
    Text,
)

UNITS = 45
FIGURES_PER_UNIT = {"text": 5, "footnote": 3, "table": 14}
FIGURES = 1_000
RECORDED_AT = datetime(2024, 9, 30, 8, tzinfo=UTC)

_SENTENCE = (
    "Đơn vị đã công khai quy trình, rút ngắn thời gian giải quyết và bố trí đầu mối trả lời doanh nghiệp; "
    "các vướng mắc được ghi nhận, phân loại và theo dõi đến khi có kết quả. "
)


class ReportBuilder:
    """Draws figures one after the other from a fixed seed."""

    def __init__(self, seed: int = 7) -> None:
        self._random = random.Random(seed)
        self._numbers = count(1)

    def figure(self, unit: str) -> QuotedFigure:
        number = next(self._numbers)
        value = self._random.randrange(10, 90_000)
        source = FigureProvenance(
            indicator=f"Chỉ tiêu {number % 60}: số hồ sơ giải quyết",
            unit=unit,
            period="9 tháng năm 2024",
            basis="báo cáo",
            value=str(value),
            qualifier="",
            source_urn=f"urn:haidang:submission:{number // 22:04d}:cell:C{number}",
            recorded_at=RECORDED_AT,
            recorded_by="",
            observation_revision=f"obs-{number}-1",
            sha256=f"{number:064x}",
        )
        text = f"{value:,}".replace(",", ".")
        return QuotedFigure(f"q{number}", text, source, href=f"/figures/q{number}")

    def section(self, index: int) -> list[Block]:
        unit = f"Sở, ngành, địa phương số {index + 1}"
        key = f"u{index}"
        items = (
            (Text("Mục được theo dõi: "), self.figure(unit)) for _ in range(FIGURES_PER_UNIT["footnote"])
        )
        note = Footnote(f"{key}-note", (Text("Gồm:"),), tuple(items))
        runs = [
            run
            for _ in range(FIGURES_PER_UNIT["text"])
            for run in (Text(_SENTENCE + "Đã tiếp nhận "), self.figure(unit), Text(" hồ sơ. "))
        ]
        return [
            Heading(2, f"{index + 1}.", unit, f"{key}-heading"),
            Paragraph((*runs, FootnoteReference(note)), f"{key}-text"),
            ListItem("-", (Text(_SENTENCE),), f"{key}-item"),
            self.table(key, unit, FIGURES_PER_UNIT["table"] // 2),
        ]

    def table(self, key: str, unit: str, rows: int) -> Table:
        columns = (
            Column("TT", 1, "center"),
            Column("Nội dung", 5),
            Column("Số hồ sơ", 2, "right"),
            Column("Đúng hạn", 2, "right"),
        )
        lines: list[Row] = [
            (
                (Text(str(number + 1)),),
                (Text(f"Nội dung {number + 1} của đơn vị"),),
                (self.figure(unit),),
                (self.figure(unit),),
            )
            for number in range(rows)
        ]
        return Table(columns, tuple(lines), f"{key}-table", caption=f"Kết quả của {unit}")


def build_report() -> OfficialDocument:
    """The report; its last figures stand in an appendix, so that there are exactly a thousand."""
    builder = ReportBuilder()
    blocks: list[Block] = [Heading(1, "I.", "Kết quả thực hiện", "results")]
    for index in range(UNITS):
        blocks.extend(builder.section(index))
    rest = FIGURES - UNITS * sum(FIGURES_PER_UNIT.values())
    appendix = Appendix("appendix", "Tổng hợp", (builder.table("total", "Toàn tỉnh", rest // 2),))
    header = Header(
        issuing_body="Sở Kế hoạch và Đầu tư", symbol="BC-KHĐT", place="Cảng Xanh", year=2024, month=10,
        parent_body="Ủy ban nhân dân tỉnh", subject="Kết quả 9 tháng năm 2024",
        addressees=("Ủy ban nhân dân tỉnh",),
    )  # fmt: skip
    return OfficialDocument(
        header, tuple(blocks), Signature(("GIÁM ĐỐC",), "Trần Văn Mẫu"), ("Như trên", "Lưu: VT"), (appendix,)
    )
