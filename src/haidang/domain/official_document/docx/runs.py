"""Runs as WordprocessingML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from haidang.domain.official_document.docx.provenance import content_control
from haidang.domain.official_document.docx.styles import FIGURE_MARK
from haidang.domain.official_document.docx.xml import Element, related, text_run, w
from haidang.domain.official_document.labels import Labels
from haidang.domain.official_document.runs import (
    Citation,
    Footnote,
    FootnoteReference,
    QuotedFigure,
    Run,
    Text,
)
from haidang.domain.official_document.wording import absolute_href, figure_marks


@dataclass
class HyperlinkTargets:
    """External links of one part of the package, each with its relationship id."""

    ids: dict[str, str] = field(default_factory=dict)

    def relationship_id(self, href: str) -> str:
        """The id for a link, the same one for the same link."""
        return self.ids.setdefault(href, f"rIdLink{len(self.ids) + 1}")


@dataclass(frozen=True)
class RunWriter:
    """Turns runs into elements of one part (the document, or its footnotes).

    `figure_numbers` and `footnote_numbers` count from 1 in reading order.
    """

    figure_numbers: Mapping[str, int]
    footnote_numbers: Mapping[str, int]
    labels: Labels
    base_url: str | None
    links: HyperlinkTargets

    def elements(self, runs: Iterable[Run]) -> list[Element]:
        """Inline elements of the runs, in order."""
        return [element for run in runs for element in self._elements(run)]

    def _elements(self, run: Run) -> list[Element]:
        match run:
            case QuotedFigure():
                return [self._figure(run), *self._marks(run)]
            case FootnoteReference():
                return [self._footnote_mark(run.footnote)]
            case Citation():
                return [self._linked(run.href, text_run(run.text))]
            case Text():
                return [text_run(run.text, *_emphasis(run.bold, run.italic))] if run.text else []

    def _figure(self, figure: QuotedFigure) -> Element:
        content = text_run(figure.text, *_emphasis(figure.bold))
        return content_control(figure, self.figure_numbers[figure.quote_id], content)

    def _marks(self, figure: QuotedFigure) -> list[Element]:
        """Outside the control, so that the figure's text stays the quote's text."""
        style = w("rStyle", val=FIGURE_MARK)
        return [text_run(f" [{short}]", style) for short, _ in figure_marks(figure, self.labels)]

    def _footnote_mark(self, footnote: Footnote) -> Element:
        mark = w("footnoteReference", id=self.footnote_numbers[footnote.key])
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), mark)

    def _linked(self, href: str | None, content: Element) -> Element:
        """The content as a link without the usual blue underline: a signed document is black."""
        target = absolute_href(href, self.base_url)
        if target is None:
            return content
        return related(w("hyperlink", content, history=1), self.links.relationship_id(target))


def _emphasis(bold: bool, italic: bool = False) -> list[Element]:
    return [w(tag) for tag, on in {"b": bold, "bCs": bold, "i": italic, "iCs": italic}.items() if on]
