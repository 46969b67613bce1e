"""The official document: header, blocks, signature, recipients, appendices. One model, several renderers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from haidang.domain.official_document.blocks import Block
from haidang.domain.official_document.checks import check_identifier, check_line, check_text, check_unique
from haidang.domain.official_document.errors import DocumentError
from haidang.domain.official_document.labels import VIETNAMESE, Labels
from haidang.domain.official_document.runs import Footnote, QuotedFigure, Run, Runs
from haidang.domain.official_document.walk import figures_in, footnotes_in, runs_of

Orientation: TypeAlias = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Header:
    """Boxes 1 to 5 and 9a of Decree 30/2020/NĐ-CP, Appendix I.

    `number` None leaves a blank for the register to fill in. `issued_on` None leaves the day blank, and the
    month too if `month` is None; `year` is then required. `type_name` None makes the document an official
    letter (công văn), whose subject stands under the number as "V/v …".
    """

    issuing_body: str
    symbol: str
    place: str
    subject: str
    parent_body: str | None = None
    number: str | None = None
    issued_on: date | None = None
    year: int | None = None
    month: int | None = None
    type_name: str | None = "BÁO CÁO"
    addressees: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("issuing_body", "symbol", "place", "subject"):
            check_line(getattr(self, name), f"header {name}")
        for name in ("parent_body", "number", "type_name"):
            if (value := getattr(self, name)) is not None:
                check_line(value, f"header {name}")
        for addressee in self.addressees:
            check_line(addressee, "addressee")
        self._check_date()

    def _check_date(self) -> None:
        if self.issued_on is not None and (self.year or self.month):
            raise DocumentError("header states issued_on and also year or month; one of them is enough")
        if self.issued_on is None and self.year is None:
            raise DocumentError("header needs issued_on, or at least the year")
        if self.month is not None and not 1 <= self.month <= 12:
            raise DocumentError(f"header month {self.month} does not exist")


@dataclass(frozen=True, slots=True)
class Signature:
    """Boxes 7a and 7b: lines of authority ("TM. …", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC") and the signer's name."""

    authority: tuple[str, ...]
    signer: str | None = None

    def __post_init__(self) -> None:
        if not self.authority:
            raise DocumentError("signature states no authority, e.g. 'GIÁM ĐỐC'")
        for line in self.authority:
            check_line(line, "line of authority")
        if self.signer is not None:
            check_line(self.signer, "signer")


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: its own section, with its own page numbers and, if need be, in landscape."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    intro: Runs = ()
    orientation: Orientation = "portrait"

    def __post_init__(self) -> None:
        check_identifier(self.key, "appendix key")
        check_line(self.title, f"title of appendix {self.key}")
        if self.orientation not in ("portrait", "landscape"):
            raise DocumentError(f"appendix {self.key!r} has unknown orientation {self.orientation!r}")


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A document in the layout of Decree 30/2020/NĐ-CP. Quote ids, block keys and note keys are unique in it.

    The end mark "./." belongs to the author's last sentence. `recipients` are given with or without dash and
    punctuation; renderers put them as the decree wants. `draft_notice` (e.g. "DỰ THẢO") shows on every page.
    """

    header: Header
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    draft_notice: str | None = None
    language: str = "vi"
    labels: Labels = field(default=VIETNAMESE)

    def __post_init__(self) -> None:
        for recipient in self.recipients:
            check_line(recipient, "recipient")
        if self.draft_notice is not None:
            check_line(self.draft_notice, "draft notice")
        check_text(self.language, "language")
        keys = [block.key for _, blocks in self.parts for block in blocks]
        check_unique([*keys, *(appendix.key for appendix in self.appendices)], "block key")
        check_unique((figure.quote_id for figure in self.figures()), "quote id")
        check_unique((footnote.key for footnote in self.footnotes()), "footnote key")

    @property
    def parts(self) -> tuple[tuple[Runs, tuple[Block, ...]], ...]:
        """The body and each appendix as (introductory runs, blocks), in reading order."""
        return (((), self.blocks), *((appendix.intro, appendix.blocks) for appendix in self.appendices))

    def runs(self) -> Iterator[Run]:
        """Every run of the document in reading order, without the contents of footnotes."""
        for intro, blocks in self.parts:
            yield from intro
            for block in blocks:
                yield from runs_of(block)

    def figures(self) -> tuple[QuotedFigure, ...]:
        """Quoted figures in reading order; the position (from 1) is the number in the provenance annex."""
        return tuple(figures_in(self.runs()))

    def footnotes(self) -> tuple[Footnote, ...]:
        """Footnotes in reading order; the position (from 1) is the number of the note."""
        return tuple(footnotes_in(self.runs()))
