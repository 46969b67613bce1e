"""Parses and writes the markup of report texts.

    {{dvc.integrated_rate}}                          a figure, with the defaults of the report
    {{plan.tasks period=2024-Y unit=SNV|plain}}      a figure, naming what differs from them, and a style
    {{@197/KH-UBND}}  {{@197/KH-UBND|short}}         a cited document
    [[year:2024]]  [[date:26/02/2024]]               a numeral that is no figure, with the kind of reason
    [^agencies]                                      a footnote

Everything else is text. A single brace or bracket is text too; a token that is begun must be well formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

NUMERAL_KINDS: Final = frozenset(
    {"year", "period", "date", "ordinal", "label", "phone", "list_marker", "section"}
)
"""Why a numeral may stand in a report without being a quoted figure."""

_KEYS: Final = ("unit", "period", "basis")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,79}")
_OPENING: Final = re.compile(r"\{\{|\[\[|\[\^")
_CLOSING: Final = {"{{": "}}", "[[": "]]", "[^": "]"}
_DIGITS: Final = re.compile(r"\d+")
_HALF_OPENING: Final = re.compile(r"([{\[](?=[{\[^])|\[(?=\d))")
_LONGEST_MARK: Final = 60
_FIGURE_WORDS: Final = re.compile(r"%|\b(?:tỷ|triệu|nghìn|đồng)\b")
_LONGEST_TOKEN: Final = 300


class MarkupError(ValueError):
    """A token is malformed. `position` counts characters from 0; `token` is what was read of it."""

    def __init__(self, problem: str, token: str, position: int) -> None:
        super().__init__(f"{problem}: {token!r} at character {position}")
        self.problem, self.token, self.position = problem, token, position


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureToken:
    """A quoted figure. Empty fields stand for the report's defaults."""

    indicator: str
    unit: str = ""
    period: str = ""
    basis: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class CitationToken:
    """A cited document, by its number and symbol."""

    number: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class NumeralMark:
    """A numeral with the kind of reason why it is not a figure."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FootnoteToken:
    """A reference to a footnote."""

    key: str


Run: TypeAlias = TextRun | FigureToken | CitationToken | NumeralMark | FootnoteToken


@dataclass
class _Reader:
    text: str
    runs: list[Run] = field(default_factory=list)
    at: int = 0

    def read(self) -> tuple[Run, ...]:
        while match := _OPENING.search(self.text, self.at):
            self._add_text(match.start())
            self._add_token(match.group(), match.start())
        self._add_text(len(self.text))
        return tuple(self.runs)

    def _add_text(self, end: int) -> None:
        if end > self.at:
            self.runs.append(TextRun(self.text[self.at : end]))
        self.at = end

    def _add_token(self, opening: str, start: int) -> None:
        closing = _CLOSING[opening]
        end = self.text.find(closing, start, start + _LONGEST_TOKEN)
        if end < 0:
            raise MarkupError("a token is not closed", self.text[start : start + 40], start)
        body = self.text[start + 2 : end]
        self.runs.append(_READERS[opening](body, start))
        self.at = end + len(closing)


def parse(text: str) -> tuple[Run, ...]:
    """The runs of a text, in order; joined by `render` they give the text again. Raises `MarkupError`."""
    return _Reader(text).read()


def _braces(body: str, position: int) -> Run:
    content, _, style = body.partition("|")
    content, style = content.strip(), style.strip()
    if content.startswith("@"):
        return _citation(content[1:].strip(), style, position)
    head, *options = content.split() or [""]
    if not _CODE.fullmatch(head):
        raise MarkupError("this is not the code of an indicator", head, position)
    named = _options(options, position)
    return FigureToken(head, named.get("unit", ""), named.get("period", ""), named.get("basis", ""), style)


def _citation(number: str, style: str, position: int) -> CitationToken:
    if not number or style not in ("", "short"):
        raise MarkupError("a citation is written {{@number}} or {{@number|short}}", number, position)
    return CitationToken(number, short=style == "short")


def _options(options: list[str], position: int) -> dict[str, str]:
    named: dict[str, str] = {}
    for option in options:
        key, equals, value = option.partition("=")
        if key not in _KEYS or not equals or not value or key in named:
            raise MarkupError(f"an option is one of {', '.join(_KEYS)}, as key=value", option, position)
        named[key] = value
    return named


def _mark(body: str, position: int) -> NumeralMark:
    kind, colon, text = body.partition(":")
    if kind not in NUMERAL_KINDS or not colon or not text.strip():
        raise MarkupError(
            f"a marked numeral is [[kind:text]], kind one of {', '.join(sorted(NUMERAL_KINDS))}",
            body,
            position,
        )
    if len(text) > _LONGEST_MARK or _FIGURE_WORDS.search(text):
        raise MarkupError(
            "a mark is for a numeral that is no figure: quote the figure instead", body, position
        )
    return NumeralMark(kind, text)


def _footnote(body: str, position: int) -> FootnoteToken:
    if not _CODE.fullmatch(body):
        raise MarkupError("this is not the key of a footnote", body, position)
    return FootnoteToken(body)


_READERS: Final = {"{{": _braces, "[[": _mark, "[^": _footnote}


def render(runs: Iterable[Run]) -> str:
    """The markup of runs, in its canonical spelling."""
    return "".join(_written(run) for run in runs)


def words(text: str) -> str:
    """Markup that reads as `text`, whatever brackets it holds; its digits stay numerals that nothing accounts for."""
    return _HALF_OPENING.sub(r"\1 ", text)


def literal(text: str) -> str:
    """Markup that reads as `text`, whatever it holds: a name with digits or brackets is no token and no figure."""
    return _DIGITS.sub(lambda match: f"[[label:{match.group()}]]", words(text))


def _written(run: Run) -> str:
    match run:
        case TextRun(text):
            return text
        case FigureToken(indicator, unit, period, basis, style):
            named = zip(_KEYS, (unit, period, basis), strict=True)
            options = "".join(f" {key}={value}" for key, value in named if value)
            return f"{{{{{indicator}{options}{'|' + style if style else ''}}}}}"
        case CitationToken(number, short):
            return f"{{{{@{number}{'|short' if short else ''}}}}}"
        case NumeralMark(kind, text):
            return f"[[{kind}:{text}]]"
        case FootnoteToken(key):
            return f"[^{key}]"
