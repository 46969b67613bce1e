"""What the API speaks about the index. Scores, weights and points are exact and come as text: "6.22"."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from haidang.api.report_schemas import Sent

_NO_NUL = r"^[^\x00]*$"
ProvinceName = Annotated[str, StringConstraints(max_length=80, pattern=_NO_NUL)]
Year = Annotated[int, Field(ge=1900, le=2199)]
Code = Annotated[str, StringConstraints(max_length=40, pattern=_NO_NUL)]
ScoreIn = Annotated[Decimal, Field(ge=1, le=10, max_digits=14, decimal_places=12)]
CostIn = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=12)]
WeightStatus = Literal["official", "recovered", "inferred", "chosen"]


class SubIndexOut(Schema):
    """A sub-index of a methodology; without a weight it is named and not yet weighed."""

    code: str
    name_vi: str
    name_en: str
    weight: str | None
    status: WeightStatus | None
    basis: str


class MisfitOut(Schema):
    """A year whose published totals are known not to follow from the weights, and by how much at most."""

    year: int
    largest: str
    note_vi: str
    note_en: str


class MethodologyOut(Schema):
    """total = multiplier × Σ weight × score, from `valid_from` to `valid_to` (null: open)."""

    code: str
    version: str
    valid_from: int
    valid_to: int | None
    multiplier: str
    title_vi: str
    title_en: str
    subindices: list[SubIndexOut]
    misfits: list[MisfitOut]


class ScoreOut(Schema):
    """The score of a province in a sub-index, as published."""

    index: str
    province: str
    year: int
    subindex: str
    score: str
    source: str


class ResultOut(Schema):
    """The total of a province as published, and its rank where that is known."""

    index: str
    province: str
    year: int
    total: str
    rank: int | None
    source: str


class YearOut(Schema):
    """A year of a province: published, and computed where all scores and the weights are known."""

    year: int
    methodology: str | None
    weights: list[WeightStatus]
    misfit: str
    published: str | None
    rank: int | None
    computed: str | None
    scores: dict[str, str]


class MovementOut(Schema):
    """A sub-index between two years. `points` are rounded so that all of them add up to the change of the total."""

    subindex: str
    before: str | None
    after: str | None
    points: str
    by_weight: str


class ChangeOut(Schema):
    """What moved between two years, exactly attributed. `counted` is false where the years weigh other sub-indices."""

    province: str
    first: YearOut
    last: YearOut
    change: str
    risen: int
    fallen: int
    unchanged: int
    counted: bool
    movements: list[MovementOut]


class ComparedOut(Schema):
    """A province of a comparison. `place` is a rank only if all provinces of the year are known."""

    province: str
    place: int
    total: str
    scores: dict[str, str]


class ComparisonOut(Schema):
    """Provinces of a year side by side, best first."""

    year: int
    methodology: str
    weights: list[WeightStatus]
    misfit: str
    known: int
    ranked: int | None
    is_whole: bool
    provinces: list[ComparedOut]
    best: dict[str, str]


class SimulateIn(Sent):
    """Assumed scores from 1 to 10 by sub-index; one that is not named stays as it was in the year."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"province": "Hải Phòng", "year": 2022, "scores": {"transparency": "7.5"}}]
        },
    )

    province: ProvinceName
    year: Year
    scores: dict[Code, ScoreIn] = Field(max_length=40)


class SaveScenarioIn(SimulateIn):
    """Assumed scores to keep under a name."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_NO_NUL)]
    note: Annotated[str, StringConstraints(max_length=2000, pattern=_NO_NUL)] = ""


class RenameScenarioIn(Sent):
    """Another name and note."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_NO_NUL)]
    note: Annotated[str, StringConstraints(max_length=2000, pattern=_NO_NUL)] = ""


class WayIn(Sent):
    """A place to reach, and what a point of each sub-index costs; one that is not named is not moved."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"province": "Hải Phòng", "year": 2022, "target": 1, "costs": {"transparency": "1"}}]
        },
    )

    province: ProvinceName
    year: Year
    target: Annotated[int, Field(ge=1, le=200)]
    costs: dict[Code, CostIn] = Field(max_length=40)
    within_reach: bool = True


class EffectOut(Schema):
    """A sub-index as it is and as assumed; `points` = multiplier × weight × change, exactly."""

    subindex: str
    weight: str
    status: WeightStatus
    before: str
    after: str
    points: str


class SpanOut(Schema):
    """Bounds of the place in the middle 90 % of the runs."""

    low: int
    high: int


class SimulationOut(Schema):
    """What assumed scores are worth. Places are null without other provinces, spans where nothing is known to vary.

    `varies`: what varies in the runs: "weights" (inferred, each up to a quarter) and "others" (move as provinces were
    seen to from year to year, in `movement_years`). The sampling error of the survey is not known and never in it.
    """

    province: str
    year: int
    methodology: str
    methodology_version: str
    weights: list[WeightStatus]
    misfit: str
    specification_sha256: str
    data_sha256: str
    effects: list[EffectOut]
    total_before: str
    total_after: str
    gain: str
    gain_low: str | None
    gain_high: str | None
    known: int
    is_whole: bool
    place_before: int | None
    place_after: int | None
    span_before: SpanOut | None
    span_after: SpanOut | None
    varies: list[Literal["weights", "others"]]
    movement_years: list[int]


class WayOut(Schema):
    """The cheapest way to a place while all others stay. `proved`: nothing cheaper in steps of 0.1 point gets there."""

    reached: bool
    cost: str | None = None
    proved: bool | None = None
    simulation: SimulationOut | None = None


class ScenarioOut(Schema):
    """Assumed scores that somebody kept, and what they started from."""

    id: int
    name: str
    note: str
    province: str
    year: int
    base: dict[str, str]
    assumed: dict[str, str]
    methodology: str
    methodology_version: str
    specification_sha256: str
    data_sha256: str
    by: str
    at: datetime


class ScenarioDetailOut(ScenarioOut):
    """… and what comes out of it today; `is_as_saved`: from the very scores and weights that it was saved with."""

    is_as_saved: bool | None
    simulation: SimulationOut | None
