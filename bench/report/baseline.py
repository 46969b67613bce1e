"""The peer: docxtpl filling a Word template with the same texts and figures (as text, without identity)."""

from io import BytesIO

from docx import Document
from docxtpl import DocxTemplate

from haidang.domain.official_document import (
    FootnoteReference,
    Heading,
    OfficialDocument,
    Run,
    Runs,
    Table,
)

_LINE = "{{ block.text }}"


def build_template() -> bytes:
    """A template with a loop over blocks and, in it, a table with a loop over rows."""
    document = Document()
    document.add_paragraph("{%p for block in blocks %}")
    document.add_paragraph("{%p if block.rows %}")
    table = document.add_table(rows=3, cols=4)
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column in range(4):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p else %}")
    document.add_paragraph(_LINE)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def fill_template(template: bytes, context: dict[str, object]) -> bytes:
    """What is measured: open the template, fill it, save it."""
    document = DocxTemplate(BytesIO(template))
    document.render(context, autoescape=True)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def template_context(document: OfficialDocument) -> dict[str, object]:
    """The texts of a document for the template; footnotes become plain paragraphs."""
    blocks: list[dict[str, object]] = []
    for _, part in document.parts:
        for block in part:
            if isinstance(block, Heading):
                blocks.append({"text": f"{block.number} {block.text}"})
            elif isinstance(block, Table):
                blocks.append({"rows": [[_text(cell) for cell in row] for row in block.rows]})
            else:
                blocks.append({"text": _text(block.runs)})
    blocks.extend({"text": _text(runs)} for note in document.footnotes() for runs in (note.lead, *note.items))
    return {"blocks": blocks}


def _text(runs: Runs) -> str:
    return "".join(_run_text(run) for run in runs)


def _run_text(run: Run) -> str:
    return "" if isinstance(run, FootnoteReference) else run.text
