"""Markup again from a text that came back without it: figures by their identity, the other tokens by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from haidang.domain.quoting.markup import FigureToken, Run, TextRun, render, words

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A run as a reader sees it; of a footnote mark `text` is "", of a figure `name` is the identity of its quote."""

    run: Run
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedPiece:
    """A stretch of returned text; where `figure` is set it is that figure, whatever the text says."""

    text: str
    figure: FigureToken | None = None
    name: str = ""


def rewrite(old: Sequence[Shown], new: Sequence[ReturnedPiece]) -> str:
    """The markup of `new`.

    Citations and marked numerals of `old` stay tokens where their words stand unchanged; a footnote mark stays behind
    the word it followed. What was written anew is plain text, its digits numerals that nothing accounts for.
    """
    before, after = list(_old_atoms(old)), list(_new_atoms(new))
    matcher = SequenceMatcher(None, [a.key for a in before], [a.key for a in after], autojunk=False)
    places = {
        start + step: target + step
        for start, target, size in matcher.get_matching_blocks()
        for step in range(size)
    }
    tokens, notes = _kept(before, places)
    runs: list[Run] = []
    position = 0
    while position <= len(after):
        runs += notes.get(position, ())
        if position == len(after):
            break
        run, size = tokens.get(position, (None, 1))
        atom = after[position]
        runs.append(run or atom.run or TextRun(atom.text))
        position += size
    return "".join(_written(runs))


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word, a figure, or the mark of a footnote; `token` numbers the token that a word is part of."""

    key: str
    text: str
    run: Run | None = None
    token: int = -1


def _old_atoms(old: Sequence[Shown]) -> Iterator[_Atom]:
    for number, shown in enumerate(old):
        if shown.name:
            yield _Atom(f"\0{shown.name}", shown.text, shown.run)
        elif isinstance(shown.run, TextRun):
            yield from (_Atom(_key(word), word) for word in _WORD.findall(shown.text))
        elif shown.text:
            yield from (_Atom(_key(w), w, shown.run, number) for w in _WORD.findall(shown.text))
        else:
            yield _Atom(f"\0\0{number}", "", shown.run, number)


def _new_atoms(new: Sequence[ReturnedPiece]) -> Iterator[_Atom]:
    for piece in new:
        if piece.figure is not None:
            yield _Atom(f"\0{piece.name}", piece.text, piece.figure)
        else:
            yield from (_Atom(_key(word), word) for word in _WORD.findall(piece.text))


def _key(word: str) -> str:
    return " " if word.isspace() else word


def _kept(
    before: Sequence[_Atom], places: dict[int, int]
) -> tuple[dict[int, tuple[Run, int]], dict[int, list[Run]]]:
    """Tokens by where they begin in the new text, with their length in words; footnote marks by where they stand."""
    members: dict[int, list[int]] = {}
    for number, atom in enumerate(before):
        if atom.token >= 0:
            members.setdefault(atom.token, []).append(number)
    tokens: dict[int, tuple[Run, int]] = {}
    notes: dict[int, list[Run]] = {}
    for numbers in members.values():
        run = before[numbers[0]].run
        assert run is not None  # noqa: S101  only tokens have numbers
        if not before[numbers[0]].text:
            behind = next((places[n] + 1 for n in range(numbers[0] - 1, -1, -1) if n in places), 0)
            notes.setdefault(behind, []).append(run)
            continue
        found = [places.get(number, -1) for number in numbers]
        if found[0] >= 0 and found == list(range(found[0], found[0] + len(found))):
            tokens[found[0]] = (run, len(found))
    for start, (_run, size) in tokens.items():  # a mark stands behind a token, never in it
        for inside in range(start + 1, start + size):
            notes.setdefault(start + size, [])[:0] = notes.pop(inside, [])
    return tokens, notes


def _written(runs: Sequence[Run]) -> Iterator[str]:
    """The runs as markup; adjacent words are one text, so that brackets in it are seen together."""
    text = ""
    for run in runs:
        if isinstance(run, TextRun):
            text += run.text
            continue
        yield words(
            f"{text} " if text.endswith(("{", "[")) else text
        )  # else it would begin a token of its own
        yield render([run])
        text = ""
    yield words(text)
