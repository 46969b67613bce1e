"""The command `haidang`.

Exit codes: 0 done; 1 done, and something is wrong with the data; 2 wrong call; 3 internal error.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from haidang.config.environment import WrongSetting
from haidang.config.figures_cli import figures
from haidang.config.index_cli import index
from haidang.config.overlaps_cli import overlaps

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)

OK, DATA_FAULT, WRONG_CALL, INTERNAL_ERROR = 0, 1, 2, 3


def main() -> None:
    """Entry point: sets Django up, runs the command, maps what happens to the exit codes."""
    os.umask(0o077)  # what the house writes, files and databases, is its owner's alone
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.config.settings")
    try:
        code = haidang.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = WRONG_CALL
    except click.ClickException as error:
        error.show()
        code = WRONG_CALL
    except WrongSetting as error:
        _say(f"Error: {error}")
        code = WRONG_CALL
    except Exception:
        traceback.print_exc()
        code = INTERNAL_ERROR
    sys.exit(code if isinstance(code, int) else OK)


def _say(text: str) -> None:
    """Messages for people go to stderr; results go to stdout or files."""
    click.echo(text, err=True)


def _setup() -> None:
    import django

    django.setup()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def haidang(context: click.Context) -> None:
    """Hải Đăng runs a province's competitiveness programme."""
    if context.invoked_subcommand not in {figures.name, index.name, overlaps.name}:
        _setup()


haidang.add_command(figures)
haidang.add_command(index)
haidang.add_command(overlaps)


@haidang.command()
@click.option("--no-serve", is_flag=True, help="Only prepare the database.")
def demo(no_serve: bool) -> int:
    """Prepare a database with the pack of Hải Phòng, print the sign-ins, and serve it."""
    from haidang.config import commands, environment

    for line in commands.prepare_demo(_say):
        click.echo(line)
    if no_serve:
        return OK
    click.echo(f"\n  {environment.base_url()}\n")
    return commands.serve()


@haidang.command()
def serve() -> int:
    """Run web server and worker under one supervisor."""
    from haidang.config import commands

    return commands.serve()


@haidang.command(hidden=True)
def worker() -> None:
    """Run the worker alone."""
    from haidang.foundation.jobs.worker import run_worker

    run_worker()


@haidang.command("import")
@click.argument("kind")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Show what would happen, write nothing.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def import_(kind: str, file: Path, dry_run: bool, style: str) -> int:
    """Import a table (xlsx, csv): nothing or everything."""
    from haidang.config import commands

    commands.require_migrated()
    return commands.import_file(kind, file, dry_run=dry_run, as_json=style == "json")


@haidang.group()
def report() -> None:
    """The consolidated report."""


@report.command()
@click.option("--round", "round_code", required=True, help="Code of the reporting round.")
@click.option("--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path))
def build(round_code: str, folder: Path) -> int:
    """Write report.html, .docx, .pdf, provenance.csv, unbound.csv and findings.json."""
    from haidang.config import commands

    commands.require_migrated()
    return commands.build_report_files(round_code, folder, _say)


@report.command()
@click.argument("file", type=_FILE)
@click.option(
    "--original", type=_FILE, metavar="FILE",
    help="The copy that was sent out; without it the returned file's own memory of it is believed.",
)  # fmt: skip
@click.option("--format", "style", type=click.Choice(["json", "text"]), default="json", show_default=True)
def compare(file: Path, original: Path | None, style: str) -> int:
    """Say what was changed by hand in a DOCX that we made; ends with 1 if any figure was touched."""
    from haidang.config.compare_cli import compare_files

    return compare_files(file, original, as_text=style == "text")


@haidang.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def verify(style: str) -> int:
    """Verify the hash chain."""
    from haidang.config import commands
    from haidang.foundation.audit.selectors import verify_chain

    commands.require_migrated()
    result = verify_chain()
    if style == "json":
        click.echo(json.dumps({**result.__dict__, "intact": result.intact}))
    elif result.intact:
        click.echo(
            f"chain verified up to event {result.last_event or 0} ({result.links} links, "
            f"{result.unsealed} events not yet sealed), head {result.head}"
        )
    else:
        click.echo(f"broken at event {result.broken_at}: {result.reason}")
    return OK if result.intact else DATA_FAULT


@haidang.command(
    hidden=True,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> Any:
    """Django's own commands, for developers."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["haidang django", *arguments])


@haidang.group()
def account() -> None:
    """Accounts."""


@account.command()
@click.argument("username")
@click.option("--name", required=True, help="Full name.")
@click.option("--role", default="administrator", show_default=True)
def create(username: str, name: str, role: str) -> int:
    """Make an account over the whole programme and print its first password: how an administrator begins."""
    from haidang.config import commands

    commands.require_migrated()
    click.echo(commands.create_first_account(username, name, role))
    return OK
