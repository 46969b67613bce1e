"""What is wrong with a specification or its data is told by the name of the element."""

import numpy as np
import pytest
import yaml

from haidang.domain.composite import (
    Aggregate,
    DataError,
    Direction,
    Group,
    Hierarchy,
    Impute,
    Indicator,
    Mean,
    Normalise,
    Scaling,
    SpecificationError,
    Treat,
    read_specification,
    run,
)
from haidang.domain.composite.tests.samples import GROUPS, INDICATORS, PACK, VALUES, data, small

LEAF = Indicator(code="x", parent="index")


@pytest.mark.parametrize(
    ("make", "element", "words"),
    [
        (lambda: Hierarchy((LEAF,), (GROUPS[0], Group(code="a", parent="b"), Group(code="b", parent="a"))),
         "a", "a → b → a"),
        (lambda: Hierarchy((LEAF,), (GROUPS[0], Group(code="a", parent="a"))), "a", "above itself"),
        (lambda: Hierarchy((Indicator(code="x", parent="nowhere"),), GROUPS[:1]), "x", "nowhere does not exist"),
        (lambda: Hierarchy((LEAF, LEAF), GROUPS[:1]), "x", "two elements"),
        (lambda: Hierarchy((LEAF,), (*GROUPS[:1], Group(code="x", parent="index"))), "x", "two elements"),
        (lambda: Hierarchy((LEAF,), GROUPS), "service", "nothing below it"),
        (lambda: Hierarchy((LEAF,), (*GROUPS[:1], Group(code="y"))), "index, y", "one group without a parent"),
        (lambda: Hierarchy((LEAF, Indicator(code="y", parent="x")), GROUPS[:1]), "y", "is an indicator, not a group"),
        (lambda: Hierarchy((), GROUPS[:1]), "indicators", "none"),
        (lambda: Hierarchy((Indicator(code="x", parent="index", weight=0),), GROUPS[:1]), "index", "all weights"),
        (lambda: Indicator(code="x", parent="p", goalposts=(10, 1)), "x", "reversed"),
        (lambda: Indicator(code="x", parent="p", goalposts=(1, 1)), "x", "reversed or equal"),
        (lambda: Indicator(code="x", parent="p", weight=-1), "x", "weight -1"),
        (lambda: Indicator(code="x", parent="p", weight=float("nan")), "x", "weight nan"),
        (lambda: Normalise(low=100, high=0), "normalise", "reversed"),
        (lambda: Normalise(method=Scaling.DISTANCE_TO_REFERENCE), "normalise", "names a unit"),
        (lambda: Normalise(method=Scaling.BORDA, low=1), "normalise", "borda takes no low and high"),
        (lambda: Normalise(method=Scaling.SCALED), "normalise", "needs low and high"),
        (lambda: Normalise(reference="An"), "normalise", "only it"),
        (lambda: Normalise(custom=abs), "normalise", "come together"),
        (lambda: Aggregate(power=2), "aggregate", "power is 2"),
        (lambda: small(Normalise()), "steps", "must end with aggregate"),
        (lambda: small(Normalise(), Normalise(), Aggregate()), "normalise", "twice"),
        (lambda: small(Normalise(), Treat(), Aggregate()), "normalise", "right before aggregate"),
        (lambda: small(Normalise(method=Scaling.GOALPOSTS), Aggregate()), "days", "no goalposts"),
        (lambda: small(Normalise(method=Scaling.DISTANCE_TO_TARGET), Aggregate()), "days", "no target"),
        (lambda: small(Normalise(), Aggregate(by_group=(("nobody", Mean.HARMONIC),))), "nobody", "no such group"),
        (lambda: small(Normalise(), Aggregate(by_level=((7, Mean.HARMONIC),))), "level 7", "no such level"),
        (lambda: small().with_weights({"nobody": 1}), "nobody", "no such element"),
        (lambda: small().with_weights({"days": -1}), "days", "weight -1"),
        (lambda: small().with_goalposts({"nobody": (0, 1)}), "nobody", "no such indicator"),
        (lambda: small().without("index"), "index", "nothing of the index would be left"),
        (lambda: small(indicators=(Indicator(code="days", parent="service", denominator="n"), *INDICATORS[1:])),
         "days", "no step denominates"),
    ],
)  # fmt: skip
def test_a_specification_that_contradicts_itself(make, element, words):
    with pytest.raises(SpecificationError) as told:
        make()
    assert told.value.element == element
    assert words in str(told.value)


NAN = np.nan


@pytest.mark.parametrize(
    ("values", "steps", "element", "words"),
    [
        ([(2, 5, t) for _, _, t in VALUES], (), "days", "is constant"),
        ([(2, 5, t) for _, _, t in VALUES], (Normalise(method=Scaling.Z_SCORE, low=0, high=1), Aggregate()),
         "days", "is constant"),
        ([(d, NAN, t) for d, _, t in VALUES], (), "online", "no value for any unit"),
        ([(d, NAN, t) for d, _, t in VALUES], (Impute(), Normalise(), Aggregate()), "online", "no value"),
        ([(d, -o, t) for d, o, t in VALUES], (Normalise(method=Scaling.FRACTION_OF_MAX), Aggregate()),
         "online", "below 0"),
        ([(d - 2, o, t) for d, o, t in VALUES], (Normalise(method=Scaling.FRACTION_OF_MAX), Aggregate()),
         "days", "0 at best"),
        ([(d, 0, t) for d, _, t in VALUES], (Normalise(method=Scaling.FRACTION_OF_MAX), Aggregate()),
         "online", "0 throughout"),
    ],
)  # fmt: skip
def test_data_that_cannot_be_run(values, steps, element, words):
    with pytest.raises(DataError) as told:
        run(small(*steps), data(values))
    assert told.value.element == element
    assert words in str(told.value)


@pytest.mark.parametrize(
    ("make", "element"),
    [
        (lambda: data(units=("An", "An", "Bình", "Cường")), "An"),
        (lambda: data(columns=("days", "days", "trust")), "days"),
        (lambda: data([(d, np.inf, t) for d, _, t in VALUES]), "online"),
        (lambda: run(small(), data(columns=("days", "online", "faith"))), "trust"),
        (lambda: run(small(Impute(group="region"), Normalise(), Aggregate()), data()), "region"),
    ],
)
def test_tables_that_are_none(make, element):
    with pytest.raises(DataError) as told:
        make()
    assert told.value.element == element


PLAIN = small(title_vi="Chỉ số nhỏ").as_mapping()


def changed(path: str, value):
    """The small index as a file holds it, with one entry changed."""
    plain = yaml.safe_load(yaml.safe_dump(PLAIN))
    *way, last = path.split(".")
    place = plain
    for part in way:
        place = place[int(part) if part.isdigit() else part]
    place[last] = value
    return plain


def test_a_file_gives_the_same_specification_back():
    again = read_specification(yaml.safe_load(yaml.safe_dump(PLAIN, allow_unicode=True)))
    assert again == small(title_vi="Chỉ số nhỏ")
    assert again.hash == small(title_vi="Chỉ số nhỏ").hash


@pytest.mark.parametrize(
    ("plain", "element"),
    [
        (changed("indicators.0.direction", "sideways"), "indicators[days].direction"),
        (changed("indicators.0.wieght", 2), "indicators[days].wieght"),
        (changed("indicators.0.weight", "2"), "indicators[days].weight"),
        (changed("indicators.0.weight", True), "indicators[days].weight"),
        (changed("indicators.0.goalposts", [1, 2, 3]), "indicators[days].goalposts"),
        (changed("indicators.0.code", 7), "indicators[7].code"),
        (changed("steps", ["normalize", "aggregate"]), "steps.normalize"),
        (changed("steps", [{"normalise": {"method": "min-max"}}, "aggregate"]), "normalise.method"),
        (changed("steps", [{"normalise": {"custom": "f"}}, "aggregate"]), "normalise.custom"),
        (changed("steps", "aggregate"), "steps"),
        (changed("code", 5), "code"),
        (changed("colour", "red"), "colour"),
        (changed("weights", {"nobody": 1}), "nobody"),
        (changed("weights", {"days": "1"}), "weights.days"),
        ({"code": "x"}, "indicators"),
        ([], "specification"),
    ],
)
def test_a_file_that_is_no_specification(plain, element):
    with pytest.raises(SpecificationError) as told:
        read_specification(plain)
    assert told.value.element == element


def test_a_file_may_be_as_short_as_this():
    spec = read_specification(
        {
            "code": "short",
            "indicators": [
                {"code": "days", "parent": "all", "direction": "down"},
                {"code": "trust", "parent": "all"},
            ],
            "groups": [{"code": "all"}],
            "steps": [
                {"impute": {"method": "median"}},
                "normalise",
                {"aggregate": {"by_level": {2: "geometric"}}},
            ],
            "weights": {"days": 3},
        }
    )
    assert spec.hierarchy.shares("all") == (0.75, 0.25)
    assert spec.hierarchy.indicators[0].direction is Direction.DOWN


def test_the_generic_ddci_is_sound():
    spec = read_specification(yaml.safe_load((PACK / "ddci.yaml").read_text(encoding="utf-8")))
    assert sum(spec.hierarchy.nominal_weights().values()) == pytest.approx(1)
    assert spec.hierarchy.shares("time_costs") == (0.6, 0.4)
