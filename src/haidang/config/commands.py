"""What the commands do, apart from reading their arguments."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation

from haidang.apps.inspections.models import PlanFiling
from haidang.apps.observations.services import collect_measures
from haidang.apps.reporting.building import WORKBOOK, build_report
from haidang.apps.reporting.selectors import find_report_of_round
from haidang.config import environment
from haidang.config.demo import DEMO_PACKS, PASSWORD, SIGN_INS, create_sign_ins, why_not_here
from haidang.config.demo_plans import plans_as_table
from haidang.config.demo_plans.world import PACK
from haidang.config.packs import load_pack
from haidang.config.supervisor import supervise
from haidang.domain.worktime import parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.services import create_account, grant_role
from haidang.foundation.audit.services import seal_events
from haidang.foundation.importing.importer import importers
from haidang.foundation.importing.services import ImportReport, run_import
from haidang.foundation.permissions import Role

Tell = Callable[[str], None]
REPORTED = "2024-9M"
"""The period of the report in the pack."""


def prepare(tell: Tell) -> None:
    """Migrate the database and collect the static files."""
    environment.make_data_folder()
    tell("database: migrating")
    call_command("migrate", verbosity=0, interactive=False)
    tell("static files: collecting")
    call_command("collectstatic", verbosity=0, interactive=False)


def require_migrated() -> None:
    """Stop with a sentence if the tables are not there, or not those of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException("the database is not prepared: run `haidang django migrate` first")


def prepare_demo(tell: Tell) -> Iterator[str]:
    """Prepare the demonstration; yields the lines that tell people how to sign in."""
    if reason := why_not_here():
        raise click.ClickException(reason)
    prepare(tell)
    by, at = Actor.system("demo"), timezone.now()
    for pack in DEMO_PACKS:
        load_pack(
            settings.PACKS_FOLDER / pack,
            by=by,
            at=at,
            tell=lambda step: tell(f"pack: {step.kind}: {step.created} new, {step.changed} changed"),
        )
    create_sign_ins(by=by, at=at)
    _file_plans(by, at, tell)
    while seal_events(at=timezone.now()):
        pass
    yield f"{'user':<10} {'password':<20} role"
    for entry in SIGN_INS:
        with translation.override("en"):
            yield f"{entry.username:<10} {PASSWORD:<20} {entry.role.label}"


def _file_plans(by: Actor, at: datetime, tell: Tell) -> None:
    """File the made-up inspection plans of 2024, unless there are plans already."""
    if PlanFiling.objects.exists():
        return
    tell("inspection plans: filing")
    load_pack(settings.PACKS_FOLDER / PACK, by=by, at=at)
    run_import(
        kind="inspection-plan", content=plans_as_table(), name="ke-hoach-minh-hoa-2024.csv", by=by, at=at
    )
    collect_measures(period=parse_period(REPORTED), by=by, at=at)


def serve() -> int:
    """Run web server and worker until a signal comes."""
    prepare(lambda line: click.echo(line, err=True))
    return supervise()


def import_file(kind: str, file: Path, *, dry_run: bool, as_json: bool) -> int:
    """Import a file and print what happened; 1 if it has faults, 2 if it cannot be read."""
    if kind not in importers():
        raise click.UsageError(f"there is no kind {kind!r}; use one of: {', '.join(sorted(importers()))}")
    with translation.override("en"):
        report = run_import(
            kind=kind, content=file.read_bytes(), name=file.name, by=Actor.system("import"), at=timezone.now(),
            dry_run=dry_run, max_bytes=settings.IMPORT_MAX_BYTES,
        )  # fmt: skip
    click.echo(_as_json(report) if as_json else _as_text(report, dry_run))
    if report.unreadable:
        return 2
    return 1 if report.faults else 0


def _as_text(report: ImportReport, dry_run: bool) -> str:
    if report.faults:
        return "\n".join(
            [*(str(fault) for fault in report.faults), f"{len(report.faults)} faults, nothing written"]
        )
    verb = "would be " if dry_run else ""
    ignored = f"; columns not read: {', '.join(report.ignored_headings)}" if report.ignored_headings else ""
    counts = f"{len(report.created)} {verb}created, {len(report.changed)} {verb}changed"
    gone = f", {len(report.gone)} {verb}gone" if report.gone else ""
    return "\n".join(
        [f"{counts}, {report.unchanged} unchanged{gone}{ignored}", *(str(note) for note in report.notes)]
    )


def _as_json(report: ImportReport) -> str:
    return json.dumps(
        {
            "kind": report.kind,
            "written": report.written,
            "created": len(report.created),
            "changed": len(report.changed),
            "unchanged": report.unchanged,
            "faults": [fault.as_dict() for fault in report.faults],
            **({"gone": len(report.gone)} if report.gone else {}),
            **({"notes": [note.as_dict() for note in report.notes]} if report.notes else {}),
        },
        ensure_ascii=False,
    )


def build_report_files(round_code: str, folder: Path, tell: Tell) -> int:
    """Write the files of a round's report; 1 if contradictions are open or numerals unaccounted for."""
    report = find_report_of_round(round_code)
    if report is None:
        raise click.UsageError(f"there is no report of a round {round_code!r}")
    built = build_report(report, at=timezone.now())
    _write_files({name: built.files[name] for name in built.files if name != WORKBOOK}, folder)
    assembled = built.assembled
    tell(f"{len(assembled.quotes)} figures quoted, {len(assembled.unbound)} other numerals with a reason")
    for numeral in assembled.strays:
        tell(f"no source and no reason: {numeral.text} in {numeral.block}")
    for context in built.unexplained:
        tell(f"unaccounted numeral in the finished text: {context}")
    for text_finding in built.text_findings:
        tell(f"contradiction in the text of {text_finding.block}: {text_finding.arithmetic_vi}")
    for finding in assembled.open_findings:
        tell(f"open finding {finding.name}: {finding.arithmetic_en}")
    wrong = assembled.open_findings or assembled.strays or built.unexplained or built.text_findings
    return 1 if wrong else 0


def _write_files(files: Mapping[str, bytes], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"cannot write to {str(folder)!r}: {error.strerror}") from error


def create_first_account(username: str, name: str, role: str) -> str:
    """Make an account with a role over everything; returns its password, which is shown once."""
    if role not in Role.values:
        raise click.UsageError(f"there is no role {role!r}; use one of: {', '.join(Role.values)}")
    by, at, password = Actor.system("account"), timezone.now(), secrets.token_urlsafe(15)
    try:
        with translation.override("en"), transaction.atomic():
            user = create_account(username=username, full_name=name, password=password, by=by, at=at)
            grant_role(user=user, role=Role(role), valid_from=timezone.localdate(at), by=by, at=at)
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from error
    return password
