"""Loads a report's text from its YAML form into sections, blocks and quotes: all or nothing, every fault listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Category
from haidang.apps.programme.models import Task
from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.generators import GENERATORS
from haidang.apps.reporting.models import (
    NOTES_KEY,
    Block,
    BlockKind,
    BlockVersion,
    Report,
    Round,
    Section,
    SectionKind,
)
from haidang.apps.reporting.services.quoting import Binder, ReportTextError, TextFault
from haidang.apps.reporting.services.refreshing import write_quotes
from haidang.domain.official_document import DocumentError
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONGEST_KEY = 50  # with what makes it the tag of a quote it must fit the 64 characters that Word allows


@transaction.atomic
def load_report(*, content: bytes, by: Actor, at: datetime) -> Report:
    """Create a draft, or replace the text of a draft with the same code. Raises `ReportTextError`.

    Blocks whose content is the same stay as they are, with their quotes and version.
    """
    by.require(Permission.IMPORT_DATA)
    source = _read(content)
    round_ = Round.objects.filter(code=source["round"]).first()
    if round_ is None:
        raise _error(source["code"], _("there is no round %(code)s") % {"code": source["round"]})
    report = Report.objects.filter(code=source["code"]).first()
    if report is not None and report.is_frozen:
        raise _error(source["code"], _("the report is frozen"))
    if report is not None and report.block_versions.exists():
        raise _error(source["code"], _("people have written in this draft since: it is not loaded over them"))
    before = _state(report)
    try:
        loader = _Loader(_save_report(report, round_, source), source)
        blocks = loader.load()
        quotes = write_quotes(loader.touched, loader.binder)
        if loader.binder.faults:
            raise ReportTextError(loader.binder.faults)
        assemble(loader.report)
    except (KeyError, TypeError, AttributeError, DocumentError) as error:
        what = _("its structure is not that of a report: %(error)s") % {"error": error}
        raise _error(source["code"], what) from error
    if _state(loader.report) != before:
        data = {"blocks": len(blocks), "quotes": len(quotes)}
        record(
            actions.REPORT_LOADED, subject=loader.report, label=loader.report.code, data=data, by=by, at=at
        )
    return loader.report


def find_written_report(content: bytes) -> Report | None:
    """The report of this code if people have written in it since it was loaded: it is theirs, and not loaded again."""
    written = (
        BlockVersion.objects.filter(report__code=_read(content)["code"]).select_related("report").first()
    )
    return written.report if written else None


def _read(content: bytes) -> dict[str, Any]:
    try:
        source = yaml.safe_load(content)
        missing = [key for key in ("code", "round", "header", "signature", "sections") if key not in source]
    except (yaml.YAMLError, TypeError, RecursionError) as error:
        raise _error("report", str(error)) from error
    if any(UNPRINTABLE.search(text) for text in _strings(source)):
        raise _error("report", _("the text holds control characters"))
    if missing:
        raise _error("report", _("these keys are missing: %(keys)s") % {"keys": ", ".join(missing)})
    return dict(source)


def _strings(value: Any) -> Iterator[str]:
    """Every text in what a YAML file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _error(where: str, what: str) -> ReportTextError:
    return ReportTextError([TextFault(where, what, _("correct the text"))])


def _state(report: Report | None) -> list[Any]:
    """What the text of a report says, to see whether anything of it changed."""
    if report is None:
        return []
    sections = report.sections.order_by("key").values_list("key", "title", "position", "kind", "parent__key")
    blocks = Block.objects.filter(section__report=report).order_by("key")
    return [
        report.round_id,
        report.header,
        report.signature,
        report.recipients,
        *sections,
        *blocks.values_list("key", "section__key", "position", "version"),
    ]


def _save_report(report: Report | None, round_: Round, source: dict[str, Any]) -> Report:
    report = report or Report(code=source["code"])
    report.round, report.header = round_, source["header"]
    report.signature, report.recipients = source["signature"], source.get("recipients", [])
    report.save()
    return report


class _Loader:
    """Walks the outline once; collects blocks, then binds them all together."""

    def __init__(self, report: Report, source: dict[str, Any]) -> None:
        self.report, self.source = report, source
        self.categories = {category.code: category for category in Category.objects.all()}
        self.tasks = {task.code: task for task in Task.objects.all()}
        self.sections = {section.key: section for section in report.sections.all()}
        self.old = {block.key: block for block in Block.objects.filter(section__report=report)}
        self.keys: set[str] = set()
        self.blocks: list[Block] = []
        self.touched: list[Block] = []
        self.titles: dict[str, str] = {}
        self.position = 0

    def load(self) -> list[Block]:
        seen: set[str] = set()
        for outline in self.source["sections"]:
            self._section(outline, None, SectionKind.BODY, seen)
        for outline in self.source.get("appendices", []):
            self._section(outline, None, SectionKind.APPENDIX, seen)
        self._footnotes(seen)
        self.report.sections.exclude(key__in=seen).delete()
        Block.objects.filter(section__report=self.report).exclude(
            pk__in=[block.pk for block in self.blocks]
        ).delete()
        # all blocks, not only the touched ones: what an unchanged text refers to may have gone
        self.binder = Binder(self.blocks, self.report.round.period, self.source.get("footnotes", {}))
        self.binder.check_words("header", str(self.source["header"].get("subject", "")), marks=True)
        for key, title in self.titles.items():
            self.binder.check_words(key, title, marks=True)
        return self.blocks

    def _section(self, outline: dict[str, Any], parent: Section | None, kind: str, seen: set[str]) -> None:
        key = outline["key"]
        if key in seen:
            raise _error(key, _("this key occurs twice"))
        seen.add(key)
        section = self.sections.get(key) or Section(report=self.report, key=key)
        section.parent, section.kind, section.position = parent, kind, self._next()
        section.title = self.titles[key] = outline.get("title", "")
        section.category = self.categories.get(outline.get("category", ""))
        section.task = self.tasks.get(outline.get("task", ""))
        section.save()
        for block in self._outlined_blocks(outline):
            self._block(section, block)
        for child in outline.get("sections", []):
            self._section(child, section, kind, seen)

    def _outlined_blocks(self, outline: dict[str, Any]) -> list[dict[str, Any]]:
        blocks = list(outline.get("blocks", []))
        if outline.get("intro"):
            blocks.insert(0, {"key": f"{outline['key']}.intro", "p": outline["intro"]})
        if outline.get("generated"):
            blocks.append({"key": f"{outline['key']}.table", "generated": outline["generated"]})
        return blocks

    def _block(self, section: Section, outline: dict[str, Any]) -> None:
        generator = outline.get("generated", "")
        illustrative = False
        if generator:
            if generator not in GENERATORS:
                raise _error(outline["key"], _("nothing generates %(name)s") % {"name": generator})
            made = GENERATORS[generator](self.report.round)
            kind, content, illustrative = BlockKind.TABLE, made.content, made.is_illustrative
        elif "table" in outline:
            table = outline["table"]
            kind = BlockKind.TABLE
            content = {
                "caption": table.get("caption", ""),
                "columns": table["columns"],
                "rows": table["rows"],
            }
        elif "item" in outline:
            kind, content = BlockKind.ITEM, {"text": outline["item"]}
        else:
            kind, content = BlockKind.PARAGRAPH, {"text": outline["p"]}
        self._save(section, outline["key"], kind, content, generator, illustrative)

    def _footnotes(self, seen: set[str]) -> None:
        notes = self.source.get("footnotes", {})
        if not notes:
            return
        seen.add(NOTES_KEY)
        section = self.sections.get(NOTES_KEY) or Section(report=self.report, key=NOTES_KEY)
        section.position = self._next()
        section.save()
        for key, note in notes.items():
            content = {"text": note["text"], "items": note.get("items", [])}
            self._save(section, f"fn.{key}", BlockKind.FOOTNOTE, content, "", False)

    def _save(
        self,
        section: Section,
        key: str,
        kind: str,
        content: dict[str, Any],
        generator: str,
        illustrative: bool,
    ) -> None:
        block = self.old.get(key)
        if len(key) > LONGEST_KEY:
            raise _error(key, _("this key is longer than %(limit)s characters") % {"limit": LONGEST_KEY})
        if key in self.keys:
            raise _error(key, _("this key occurs twice"))
        self.keys.add(key)
        if block is None:
            block = Block(section=section, key=key, version=0)
        if (block.content, block.kind, block.is_illustrative) != (
            content,
            kind,
            illustrative,
        ) or not block.pk:
            block.content, block.kind, block.is_illustrative = content, kind, illustrative
            block.version += 1
            self.touched.append(block)
        block.section, block.generator, block.position = section, generator, self._next()
        block.save()
        self.blocks.append(block)

    def _next(self) -> int:
        self.position += 1
        return self.position
