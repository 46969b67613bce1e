"""Texts and files that nobody would write: labelled texts changed at random, and shapes that tempt a reader to loop."""

import random
from collections.abc import Callable, Iterator
from io import BytesIO

from docx import Document
from openpyxl import Workbook

from haidang.domain.figures.tests.scoring import read_labelled, written_files

MARKS = (
    "(", ")", "[", "]", "|", "\t", "\n", "\n\n", ",", ".", ";", ":", "/", "-", "–", "%", "0", "9", "1.237", "64,56%",
    "\u200f", "\u202e", "\u00a0", "\u2009", "\u0301", "\ud800", "\udfff", "\x00", "\ufeff", "\u3000", "²", "①", "٣",
    "४", "İ", "ß", " tỷ", " triệu", " nghìn", " rưỡi", " trong đó ", " gồm ", " tổng cộng ", " còn lại ", " mươi ",
    " phẩy ", " linh năm", "| --- |", "- ", "1) ", "(1) ", "[1]", "¹", "a\u0302\u0301", "🙂", " điểm phần trăm",
)  # fmt: skip
_WIDE_TABLE = "\n".join(
    ["| Chỉ tiêu " + "| Quý I | Quý II | Lũy kế " * 7 + "|", *["| a " + "| 1 | 2 | 3 " * 7 + "|"] * 5]
)
SHAPES: dict[str, Callable[[int], str]] = {
    "commas": lambda n: "," * n,
    "digits": lambda n: "1" * n,
    "1/1/1": lambda n: "1/" * (n // 2),
    "1.1.1": lambda n: "1." * (n // 2),
    "1,1,1": lambda n: "1," * (n // 2),
    "1-1-1": lambda n: "1-" * (n // 2),
    "1 111 111": lambda n: "1" + " 111" * (n // 4),
    "1.111.111": lambda n: "1" + ".111" * (n // 4),
    "spaces": lambda n: " " * n,
    "lines": lambda n: "\n" * n,
    "tabs": lambda n: "5\t" * (n // 2),
    "pipes": lambda n: "|" * n,
    "open brackets": lambda n: "(" * n,
    "nested brackets": lambda n: "(5 " * (n // 6) + ")" * (n // 6),
    "nested square": lambda n: "[1" * (n // 4) + "]" * (n // 4),
    "one long word": lambda n: "đ" * n,
    "long word with digits": lambda n: "a1" * (n // 2),
    "marks alone": lambda n: "\u0301" * n,
    "decomposed": lambda n: "e\u0302\u0301" * (n // 3),
    "surrogates": lambda n: "\ud800 5 " * (n // 4),
    "right to left": lambda n: "\u202e5 vụ\u202c " * (n // 7),
    "number words": lambda n: "hai mươi " * (n // 9),
    "multiplied words": lambda n: "hai nghìn " * (n // 10),
    "words with commas": lambda n: "ba phẩy năm " * (n // 12),
    "parts": lambda n: "Có 10 vụ, gồm: " + "1 vụ, " * (n // 6),
    "parts with rates": lambda n: "Có 100 vụ, trong đó " + "5 vụ (5%), " * (n // 11),
    "rates": lambda n: "đạt 5%, " * (n // 8),
    "items": lambda n: "Có 5 việc:\n" + "- 3 vụ (5%);\n" * (n // 13),
    "notes": lambda n: "5 vụ¹ " * (n // 6) + "\n¹ 5 vụ",
    "wide row": lambda n: "| " + "5 | " * (n // 4),
    "long column": lambda n: "| 5 |\n" * (n // 6),
    "square table": lambda n: ("| 5 " * int((n // 4) ** 0.5) + "|\n") * int((n // 4) ** 0.5),
    "many wide tables": lambda n: (_WIDE_TABLE + "\n\n") * (n // len(_WIDE_TABLE)),
    "long index": lambda n: f"| A | B | C |\n| (1) | (2) | (3={'9' * n}+1) |\n| 5 | 6 | 11 |\n| 5 | 6 | 11 |",
    "raised digits": lambda n: "V|842¹|\n||¹\n\n" * (n // 12),
    "digits with marks": lambda n: "Có 5\u0301 vụ và 12\u0300 đơn. " * (n // 24),
    "names": lambda n: "5 xã: " + "A, " * (n // 3),
    "same sentence": lambda n: "Có 12 vụ và 5 vụ trong kỳ. " * (n // 27),
    "changes": lambda n: "tăng 5 vụ (tăng 5%) so với cùng kỳ, " * (n // 37),
    "respectively": lambda n: "lần lượt là " + "5%, " * (n // 4),
    "means": lambda n: "bình quân 2 tỷ đồng/xã, " * (n // 24),
    "big amounts": lambda n: "5 tỷ 581 triệu 046 nghìn " * (n // 25),
}
"""By name: a text of about n characters."""


def labelled_texts() -> list[str]:
    """Return the texts written for the tests."""
    return [item["text"] for path in written_files() for item in read_labelled(path)]


def mutated(texts: list[str], rng: random.Random) -> Iterator[str]:
    """Yield texts with marks thrown in, cut, swapped and doubled, without end."""
    while True:
        text = rng.choice(texts)
        for _ in range(rng.randint(1, 12)):
            text = _once(text, rng)
        yield text[:20_000]


def _once(text: str, rng: random.Random) -> str:
    """Return `text` with one change: a stretch of it replaced by something else."""
    at, other = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    stretch, mark = text[at:other], rng.choice(MARKS)
    between = rng.choice(
        (
            mark + stretch,
            mark * rng.randint(2, 60) + stretch,
            "",
            stretch + stretch[:400],
            stretch.replace(" ", mark),
            "".join(chr(rng.randrange(0x110000)) for _ in range(5)) + stretch,
            str(rng.randrange(10 ** rng.randint(1, 25))) + stretch,
        )
    )
    return text[:at] + between + text[other:]


def files(texts: list[str], rng: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of files with such texts in them, whole and damaged, without end."""
    for text in mutated(texts, rng):
        name = rng.choice(("a.txt", "a.md", "a.html", "a.docx", "a.xlsx"))
        content = bytearray(_file(name, text, rng))
        for _ in range(rng.choice((0, 0, 1, 8))):
            content[rng.randrange(len(content))] = rng.randrange(256)
        yield name, bytes(content)


def _file(name: str, text: str, rng: random.Random) -> bytes:
    plain = text.encode("utf-8", "replace").decode() + "5"
    printable = "".join(char for char in plain if char.isprintable() or char == "\n")
    if name.endswith("docx"):
        document = Document()
        for line in printable.split("\n"):
            document.add_paragraph(line)
        made = document.add_table(rows=2, cols=3)
        for cell in (cell for row in made.rows for cell in row.cells):
            cell.text = printable[: rng.randint(0, 40)]
        return _saved(document.save)
    if name.endswith("xlsx"):
        book = Workbook()
        for line in printable.split("\n"):
            book.active.append([cell.lstrip("=")[:1000] for cell in line.split("|")][:50])
        return _saved(book.save)
    if name.endswith("html"):
        return f"<html><body><p>{plain}</p><table><tr><td>5<td>{plain}</table>".encode()
    return plain.encode(rng.choice(("utf-8", "utf-16", "utf-8-sig")), "replace")


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    stream = BytesIO()
    save(stream)
    return stream.getvalue()
