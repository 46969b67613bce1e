"""Runs and footnotes as HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haidang.domain.official_document.labels import Labels
from haidang.domain.official_document.markup import EMPTY, Html, element, join, text
from haidang.domain.official_document.runs import (
    Citation,
    Footnote,
    FootnoteReference,
    QuotedFigure,
    Run,
    Text,
)
from haidang.domain.official_document.wording import figure_marks


@dataclass(frozen=True)
class HtmlRuns:
    """Turns runs into HTML. `footnote_numbers` count from 1 in reading order, by key of the note."""

    footnote_numbers: Mapping[str, int]
    labels: Labels

    def html(self, runs: Iterable[Run]) -> Html:
        """The runs one after the other."""
        return join(self._run(run) for run in runs)

    def _run(self, run: Run) -> Html:
        match run:
            case QuotedFigure():
                return self._figure(run)
            case FootnoteReference():
                return self._footnote_mark(run.footnote)
            case Citation():
                return element("cite", _linked(run.href, text(run.text)))
            case Text():
                return _emphasised(text(run.text), run.bold, run.italic)

    def _figure(self, figure: QuotedFigure) -> Html:
        """`<data>` whose id is the quote's and whose value is the raw value; marks in words beside it."""
        source = figure.provenance
        data = element(
            "data",
            _linked(figure.href, _emphasised(text(figure.text), figure.bold)),
            class_="quoted-figure",
            id=figure.quote_id,
            value=source.value,
            data_revision=source.observation_revision,
            data_sha256=source.sha256,
            data_indicator=source.indicator,
            data_unit=source.unit,
            data_period=source.period,
            data_basis=source.basis,
            data_qualifier=source.qualifier or None,
            data_source=source.source_urn,
            data_recorded_at=source.recorded_at.isoformat(),
        )
        marks = (
            element("span", text(f" [{short}]"), class_="figure-mark", title=long)
            for short, long in figure_marks(figure, self.labels)
        )
        return join((data, *marks))

    def _footnote_mark(self, footnote: Footnote) -> Html:
        number = str(self.footnote_numbers[footnote.key])
        link = element(
            "a",
            text(number),
            href=f"#footnote:{footnote.key}",
            role="doc-noteref",
            aria_label=f"{self.labels.footnotes} {number}",
        )
        return element("sup", link, id=f"footnote-mark:{footnote.key}", class_="footnote-mark")

    def footnotes(self, footnotes: Iterable[Footnote]) -> Html:
        """All notes as a numbered list, each with a way back."""
        entries = join(self._footnote(footnote) for footnote in footnotes)
        if not entries:
            return EMPTY
        return element(
            "section",
            element("ol", entries),
            class_="footnotes",
            role="doc-endnotes",
            aria_label=self.labels.footnotes,
        )

    def _footnote(self, footnote: Footnote) -> Html:
        back = element(
            "a",
            text("↩"),
            href=f"#footnote-mark:{footnote.key}",
            role="doc-backlink",
            aria_label=self.labels.back_to_text,
        )
        lead = element("p", self.html(footnote.lead), text(" "), back)
        items = join(element("li", self.html(item)) for item in footnote.items)
        listed = element("ul", items, role="list") if items else EMPTY
        return element("li", lead, listed, id=f"footnote:{footnote.key}")


def _linked(href: str | None, content: Html) -> Html:
    return content if href is None else element("a", content, href=href)


def _emphasised(content: Html, bold: bool, italic: bool = False) -> Html:
    if italic:
        content = element("em", content)
    return element("strong", content) if bold else content
