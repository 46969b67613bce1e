"""Tables of scores, and short ways to import them."""

import pytest

from haidang.domain.composite import load_methodologies
from haidang.foundation.importing.services import run_import


@pytest.fixture
def take_scores(db, system, at):
    """`take_scores("Hải Phòng,2022,transparency,6.22", …)` imports rows; returns the report."""

    def take(*rows, kind="scores", heading="province,year,subindex,score", dry_run=False):
        content = "\n".join([heading, *rows]).encode() + b"\n"
        return run_import(kind=kind, content=content, name="scores.csv", by=system, at=at, dry_run=dry_run)

    return take


@pytest.fixture
def rows_of(settings):
    """`rows_of("An Giang", 2022, 7)`: a row for every sub-index of that year, all with one score."""
    known = load_methodologies(settings.PACKS_FOLDER / "index-methodologies")

    def rows(province, year, score):
        return [f"{province},{year},{sub.code},{score}" for sub in known.find(year).subindices]

    return rows
