"""Tables of scores, and short ways to import them."""

import pytest

from haidang.apps.competitiveness.services import save_scenario
from haidang.apps.competitiveness.simulating import find_base
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


@pytest.fixture
def all_provinces(take_scores, rows_of):
    """Every province that 2021 and 2022 rank: 62 of our making, from 4.00 upwards, each a little better in 2022."""
    names = [f"Tỉnh {n:02d}" for n in range(62)]
    for year, more in ((2021, 0), (2022, 0.1)):
        rows = [
            row for n, name in enumerate(names) for row in rows_of(name, year, round(4 + n * 0.06 + more, 2))
        ]
        assert not take_scores(*rows).faults
    return names


@pytest.fixture
def base(db):
    """Our province in 2022, alone."""
    return find_base("Hải Phòng", 2022)


@pytest.fixture
def keep(actor_for, at):
    """`keep("dieuphoi", transparency="7")` saves a scenario of ours in 2022."""
    from decimal import Decimal

    def save(username, name="Minh bạch hơn", note="", year=2022, **assumed):
        scores = {code: Decimal(score) for code, score in assumed.items()}
        return save_scenario(
            base=find_base("Hải Phòng", year),
            assumed=scores,
            name=name,
            note=note,
            by=actor_for(username),
            at=at,
        )

    return save
