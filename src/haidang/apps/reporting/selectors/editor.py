"""Reads for those who write a draft: its parts, who is at work on them, what was said about them before."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.reporting.models import (
    Block,
    BlockComment,
    BlockLock,
    BlockVersion,
    ChangeKind,
    Report,
    Section,
    Submission,
)
from haidang.apps.reporting.policies import visible_reports
from haidang.foundation.accounts.actor import Actor


def list_blocks(report: Report) -> QuerySet[Block]:
    """The blocks of a report by their places, each with its section and whose words it took over."""
    return _blocks().filter(section__report=report).order_by("position")


def get_block(actor: Actor, code: str, pk: int) -> Block:
    """A block of a report that the actor may see; 404 otherwise."""
    blocks = _blocks().filter(section__report__in=visible_reports(actor), section__report__code=code)
    return get_object_or_404(blocks, pk=pk)


def get_section(actor: Actor, code: str, pk: int) -> Section:
    """A section of a report that the actor may see; 404 otherwise."""
    sections = Section.objects.filter(report__in=visible_reports(actor), report__code=code)
    return get_object_or_404(sections.select_related("report__round", "parent", "task", "category"), pk=pk)


def get_comment(actor: Actor, code: str, pk: int) -> BlockComment:
    """A comment on a report that the actor may see; 404 otherwise."""
    comments = BlockComment.objects.filter(report__in=visible_reports(actor), report__code=code)
    return get_object_or_404(comments, pk=pk)


def list_locks(report: Report) -> QuerySet[BlockLock]:
    """Who writes on which block of a report."""
    return BlockLock.objects.filter(block__section__report=report).select_related("block")


def list_block_versions(report: Report, block_key: str) -> list[BlockVersion]:
    """What a block said, newest first."""
    return list(report.block_versions.filter(block_key=block_key).order_by("-number"))


def list_removed(report: Report) -> list[BlockVersion]:
    """The blocks that were taken out of a report and not brought back: what each said at the end."""
    present = Block.objects.filter(section__report=report).values("key")
    removed = report.block_versions.filter(kind=ChangeKind.REMOVED).exclude(block_key__in=present)
    newest = {version.block_key: version for version in removed.order_by("pk")}
    return sorted(newest.values(), key=lambda version: -version.pk)


def list_narratives_for(section: Section) -> list[tuple[Submission, str, bool]]:
    """What units said on the task of a section: their report, the words, and whether the section has them already."""
    submissions: dict[int, Submission] = {}
    report = section.report
    for submission in (
        Submission.objects.filter(assignment__round=report.round_id)
        .select_related("assignment__unit")
        .order_by("number")
    ):
        submissions[submission.assignment_id] = submission
    taken = set(Block.objects.filter(section=section).values_list("origin", flat=True))
    code = section.task.code if section.task else ""
    return [
        (submission, said["text"], submission.pk in taken)
        for submission in sorted(submissions.values(), key=lambda s: s.assignment.unit.name_vi)
        for said in submission.content["narratives"]
        if said["text"].strip() and (not code or said["task"] == code)
    ]


def _blocks() -> QuerySet[Block]:
    return Block.objects.select_related("section__report__round", "origin__assignment__unit")
