"""Keeps the catalogue of translations without gettext, which bare machines lack.

`python -m haidang.foundation.web.messages` with one of these words:

- update: collect the msgids of code and templates into the .po
- compile: write the .mo that Django reads
- check: list msgids that are not translated, or lost a placeholder (exit code 1)
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE: Final = Path(__file__).resolve().parents[2]
LOCALE: Final = SOURCE / "locale"
LANGUAGES: Final = ("vi",)

Found = tuple[str, int, Any, str | None]

_KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def update(language: str) -> Catalog:
    """Bring the catalogue up to date: new msgids come in, gone ones leave, translations stay as they are."""
    path = catalogue_path(language)
    before = _read(language)
    known = {_key(message): message.string for message in before if message.id}
    after = Catalog(locale=language, fuzzy=False)
    after.header_comment, after.mime_headers = before.header_comment, before.mime_headers
    for name, line, ids, context in sorted(_all_messages(), key=lambda found: (found[0], found[1])):
        message = after.add(ids, locations=[(name, line)], context=context)
        message.string = known.get(_key(message), message.string)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, after, width=110, include_lineno=False, ignore_obsolete=True)
    return after


def compile_catalogue(language: str) -> Path:
    """Write the binary catalogue beside the text one."""
    path = catalogue_path(language).with_suffix(".mo")
    with path.open("wb") as file:
        write_mo(file, _read(language))
    return path


def check(language: str) -> list[str]:
    """What is missing or wrong, one line each: untranslated msgids, and translations that lost a placeholder."""
    known = {_key(message): message for message in _read(language) if message.id}
    faults = {}
    for name, _line, ids, context in _all_messages():
        message = known.get((ids, context))
        if message is None or not all(_strings(message)):
            faults[ids, context] = f"{name}: not translated: {_first(ids)}"
        elif any(_placeholders(text) != _placeholders(_last(ids)) for text in _strings(message)):
            faults[ids, context] = f"{name}: other placeholders: {_first(ids)}"
    return sorted(faults.values())


def _read(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _all_messages() -> Iterator[Found]:
    for path in sorted(SOURCE.rglob("*")):
        inner = path.relative_to(SOURCE).parts
        if "tests" in inner or "migrations" in inner:
            continue
        name = path.relative_to(SOURCE).as_posix()
        if path.suffix == ".py":
            yield from _messages(path.read_bytes(), name)
        elif path.suffix in {".html", ".txt"} and "templates" in inner:
            yield from _messages(_as_python(path.read_text(encoding="utf-8"), name), name)


def _as_python(template: str, name: str) -> bytes:
    """The msgids of a template as calls; indentation means nothing in it, but would to Python's tokeniser."""
    source = templatize(template, origin=name)
    return "\n".join(line.strip() for line in source.splitlines()).encode()


def _messages(source: bytes, name: str) -> Iterator[Found]:
    """The messages of Python code as (file, line, msgid or (singular, plural), context)."""
    for line, function, found, _comments in extract_python(
        io.BytesIO(source), _KEYWORDS, [], {"encoding": "utf-8"}
    ):
        call = str(function)
        arguments: list[Any] = list(found) if isinstance(found, tuple) else [found]
        context = str(arguments.pop(0)) if call.startswith(("pgettext", "npgettext")) else None
        is_plural = call.startswith(("ngettext", "npgettext"))
        texts = arguments[:2] if is_plural else arguments[:1]
        if texts and all(texts):
            yield name, line, tuple(texts) if is_plural else texts[0], context


def _key(message: Message) -> tuple[Any, str | None]:
    ids = message.id
    return (tuple(ids) if isinstance(ids, list | tuple) else ids), message.context


def _strings(message: Message) -> tuple[str, ...]:
    found: Any = message.string
    return tuple(found) if isinstance(found, list | tuple) else (found or "",)


def _first(ids: str | tuple[str, ...]) -> str:
    return ids if isinstance(ids, str) else ids[0]


def _last(ids: str | tuple[str, ...]) -> str:
    return ids if isinstance(ids, str) else ids[-1]


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def main(arguments: list[str]) -> int:
    """Returns the exit code: 1 if `check` finds something, 2 for a wrong call."""
    if not settings.configured:
        settings.configure()
    match arguments:
        case ["update"]:
            for language in LANGUAGES:
                print(f"{language}: {len(update(language))} messages")
        case ["compile"]:
            for language in LANGUAGES:
                print(compile_catalogue(language).relative_to(SOURCE))
        case ["check"]:
            faults = [fault for language in LANGUAGES for fault in check(language)]
            print("\n".join(faults) if faults else "every message is translated")
            return 1 if faults else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
