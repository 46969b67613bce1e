"""A form, its workbook, and ways to change a workbook as people and attackers do."""

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from haidang.domain.form_workbook import Form, FormGroup, FormRow, ReadForm, read_form, write_form

FIGURES, NARRATIVES = "Số liệu", "Nội dung"
FIRST, SECOND, THIRD = 7, 8, 9
"""The rows of the three figures; their values stand in H, status in I, notes in J."""


def sample_form(*, value: Decimal | None = None) -> Form:
    """Two tasks and three figures: a count, a percentage, money in tỷ đồng."""
    new_firms = FormRow(
        "dn-moi",
        "Số doanh nghiệp thành lập mới",
        "doanh nghiệp",
        is_whole=True,
        previous="1.100",
        last_year="900",
        computed="1.237",
        status="value" if value is not None else "",
        value=value,
    )
    online = FormRow("truc-tuyen", "Tỷ lệ hồ sơ trực tuyến", "%", 2, previous="60,00")
    money = FormRow("von", "Vốn đăng ký", "tỷ đồng", 1)
    return Form(
        "2024-Q4",
        "so-khdt",
        "Báo cáo chương trình nâng cao năng lực cạnh tranh",
        "Sở Kế hoạch và Đầu tư",
        "Quý IV năm 2024",
        "20/12/2024",
        (
            FormGroup("1", "Gia nhập thị trường", (new_firms, online), "viec-1", "", True),
            FormGroup("2", "Thu hút đầu tư", (money,), "viec-2"),
        ),
    )


def edited(change: Callable[[Workbook], None], content: bytes | None = None) -> bytes:
    """The sample after somebody worked in it."""
    book = load_workbook(BytesIO(content or write_form(sample_form())))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(cells: dict[str, object], sheet: str = FIGURES) -> bytes:
    """The sample with these cells filled in."""

    def fill(book: Workbook) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edited(fill)


def in_figures(change: Callable[[Worksheet], None]) -> bytes:
    """The sample after a change of the sheet of figures."""
    return edited(lambda book: change(book[FIGURES]))


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its archive changed (an empty one if it had none)."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, change(source.read(part)) if part == name else source.read(part))
        if name not in source.namelist():
            target.writestr(name, change(b""))
    return stream.getvalue()


def with_cached(content: bytes, value: str, kind: str = "") -> bytes:
    """The workbook as a spreadsheet saves it: the one formula in it calculated to `value`."""
    type_name = f' t="{kind}"' if kind else ""

    def calculate(sheet: bytes) -> bytes:
        before, _, after = sheet.partition(b"<f>")
        start = before.rindex(b"<c ")
        opening = before[start:].replace(b">", f"{type_name}>".encode())
        formula, _, rest = after.partition(b"</f>")
        rest = rest.removeprefix(b"<v />").removeprefix(b"<v></v>").removeprefix(b"<v/>")
        return before[:start] + opening + b"<f>" + formula + b"</f>" + f"<v>{value}</v>".encode() + rest

    return with_part(content, "xl/worksheets/sheet2.xml", calculate)


def codes(read: ReadForm) -> list[tuple[str, str]]:
    """Code and cell of every fault."""
    return [(fault.code.value, fault.cell) for fault in read.faults]


def remarks(read: ReadForm) -> list[tuple[str, str]]:
    """Code and cell of every remark."""
    return [(remark.code.value, remark.cell) for remark in read.remarks]


def answer_to(cells: dict[str, object]) -> ReadForm:
    """What is read after filling in these cells."""
    return read_form(filled(cells))


def with_shared_texts(content: bytes) -> bytes:
    """The workbook as Excel saves it: all texts in one part, and their numbers in the cells."""
    texts: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for number in (1, 2, 3):
        content = with_part(
            content,
            f"xl/worksheets/sheet{number}.xml",
            lambda xml: re.sub(rb't="inlineStr"><is>(.*?)</is>', share, xml, flags=re.DOTALL),
        )
    entries = b"".join(b"<si>%s</si>" % text for text in texts)
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % entries
    relation = (
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        b' Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    )
    content = with_part(
        content, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation)
    )
    return with_part(content, "xl/sharedStrings.xml", lambda _: strings)
