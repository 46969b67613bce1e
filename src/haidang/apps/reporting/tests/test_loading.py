"""The text of a report is taken whole or not at all; quotes that go on keep their identity."""

import pytest
from django.conf import settings

from haidang.apps.observations.models import Figure
from haidang.apps.observations.services import NewObservation, record_observations
from haidang.apps.organisations.models import Unit
from haidang.apps.reporting.models import Block, Quote, Report, Section
from haidang.apps.reporting.services import ReportTextError
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def quotes(code="SMALL"):
    """tag → (indicator, style) of all quotes."""
    found = Quote.objects.filter(block__section__report__code=code)
    return {q.tag: (q.figure.indicator.code, q.style) for q in found.select_related("figure__indicator")}


def versions():
    return dict(Block.objects.filter(section__report__code="SMALL").values_list("key", "version"))


@pytest.fixture
def faults(load):
    """`faults(text)` are the faults of a text, as "block: what"."""

    def run(text):
        with pytest.raises(ReportTextError) as refused:
            load(text)
        return [f"{fault.block}: {fault.what}" for fault in refused.value.faults]

    return run


def test_every_token_becomes_a_quote_in_reading_order(small, load):
    load(small)
    assert quotes() == {
        "q-one.1-1": ("dvc.integrated", ""),
        "q-one.1-2": ("dvc.total", ""),
        "q-one.1-3": ("dvc.integrated_rate", ""),
        "q-two.1-1": ("dvc.integrated", ""),
        "q-two.2-1": ("dvc.total", ""),
        "q-fn.note-1": ("dvc.total", ""),
    }


def test_the_same_text_again_changes_nothing(small, load):
    load(small)
    before = list(Quote.objects.order_by("pk").values()), versions(), AuditEvent.objects.count()
    load(small)
    assert before == (list(Quote.objects.order_by("pk").values()), versions(), AuditEvent.objects.count())


def test_editing_one_block_leaves_the_others_alone(small, load):
    load(small)
    before = {q.tag: q.pk for q in Quote.objects.filter(block__section__report__code="SMALL")}
    small["sections"][1]["blocks"][0]["p"] = "Tổng số {{dvc.total}}; đã tích hợp {{dvc.integrated}} dịch vụ."
    load(small)
    after = {q.tag: q.pk for q in Quote.objects.filter(block__section__report__code="SMALL")}
    assert before.items() <= after.items()
    assert set(after) - set(before) == {"q-two.1-2"}
    assert quotes()["q-two.1-1"] == ("dvc.integrated", "")
    assert versions() == {"one.1": 1, "one.2": 1, "two.1": 2, "two.2": 1, "fn.note": 1}


def test_a_tag_is_never_given_to_another_figure(small, load):
    load(small)
    block = small["sections"][0]["blocks"][0]
    block["p"] = "Đạt {{dvc.integrated_rate}}."
    load(small)
    assert {tag for tag in quotes() if tag.startswith("q-one.1-")} == {"q-one.1-3"}
    block["p"] = "Đạt {{dvc.integrated_rate}}, tổng số {{dvc.total}}."
    load(small)
    assert quotes()["q-one.1-4"] == ("dvc.total", "")


def test_blocks_and_sections_that_are_gone_take_their_quotes_along(small, load):
    load(small)
    del small["sections"][1]
    load(small)
    assert set(versions()) == {"one.1", "one.2", "fn.note"}
    assert not Section.objects.filter(report__code="SMALL", key="two").exists()


def test_moving_a_block_keeps_its_quotes(small, load):
    load(small)
    before = quotes()
    small["sections"][0]["blocks"].append(small["sections"][1]["blocks"].pop(0))
    small["sections"].reverse()
    load(small)
    assert quotes() == before


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("{{no.such.indicator}}", "no figure answers to no.such.indicator, 2024-9M, Reported"),
        ("{{dvc.total unit=TAND}}", "no figure answers to dvc.total, TAND, 2024-9M, Reported"),
        ("{{dvc.total period=2019-Y}}", "no figure answers to dvc.total, 2019-Y, Reported"),
        ("{{dvc.total basis=target}}", "no figure answers to dvc.total, 2024-9M, Target"),
        ("{{validity.first_submission_rate}}", "several units have validity.first_submission_rate"),
        ("{{dvc.total period=sometimes}}", "is not a period"),
        ("{{dvc.total|bold}}", "there is no style bold"),
        ("{{@999/KH-UBND}}", "there is no document 999/KH-UBND"),
        ("[^nowhere]", "there is no footnote nowhere"),
        ("{{dvc.total", "a token is not closed"),
        ("{{dvc.total colour=red}}", "an option is one of"),
        ("[[guess:12]]", "a marked numeral is"),
        ("{{}}", "this is not the code of an indicator"),
    ],
)
def test_whatever_cannot_be_bound_is_refused_with_its_place(markup, what, small, faults):
    small["sections"][1]["blocks"][0]["p"] = f"Đã có {markup} dịch vụ."
    (fault,) = faults(small)
    assert fault.startswith("two.1: ")
    assert what in fault
    assert not Report.objects.filter(code="SMALL").exists()


def test_every_fault_is_told_at_once(small, faults):
    small["sections"][0]["blocks"][0]["p"] = "{{no.such}} và {{@999/KH}} và {{dvc.total|bold}}"
    small["sections"][1]["blocks"][1]["table"]["rows"][0][1] = "{{no.other}}"
    assert [fault.split(":")[0] for fault in faults(small)] == ["one.1", "one.1", "one.1", "two.2"]


def test_a_refused_text_leaves_the_draft_as_it_was(small, load, faults):
    load(small)
    before = list(Block.objects.order_by("pk").values()), list(Quote.objects.order_by("pk").values())
    small["sections"][0]["blocks"][0]["p"] = "Khác."
    small["sections"][1]["blocks"][0]["p"] = "{{no.such}}"
    faults(small)
    assert before == (
        list(Block.objects.order_by("pk").values()),
        list(Quote.objects.order_by("pk").values()),
    )


def test_a_footnote_that_goes_is_missed_by_the_text_that_stayed(small, load, faults):
    load(small)
    small["footnotes"] = {}
    assert faults(small) == ["one.2: there is no footnote note"]


def test_a_figure_that_a_second_unit_reports_is_ambiguous_from_then_on(small, load, faults, system, at):
    load(small)
    total = Figure.objects.get(indicator__code="dvc.total", basis="reported", period="2024-9M")
    entry = NewObservation(
        indicator=total.indicator, unit=Unit.objects.get(code="STP"), period="2024-9M", basis="reported",
        value=total.latest.value, source_urn="urn:test",
    )  # fmt: skip
    record_observations(entries=[entry], label="test", by=system, at=at)
    load(small)
    small["sections"][1]["blocks"][0]["p"] = "Nay là {{dvc.total}}."
    assert faults(small) == ["two.1: several units have dvc.total, 2024-9M, Reported"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (
            lambda text: text["sections"][1]["blocks"][1]["table"].update(caption="Bảng {{dvc.total}}"),
            "two.2",
        ),
        (
            lambda text: text["sections"][1]["blocks"][1]["table"].update(columns=["Tên", "{{dvc.total}}"]),
            "two.2",
        ),
        (lambda text: text["sections"][0].update(title="Có {{dvc.total}} dịch vụ"), "one"),
        (lambda text: text["header"].update(subject="Về {{dvc.total}} dịch vụ"), "header"),
    ],
    ids=["caption", "column", "title", "subject"],
)
def test_headings_and_captions_quote_nothing(change, where, small, faults):
    change(small)
    assert faults(small) == [f"{where}: headings and captions hold no tokens"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text["sections"].append({"key": "one"}),
        lambda text: text["sections"][1]["blocks"].append({"key": "one.1", "p": "Lại."}),
    ],
    ids=["section", "block"],
)
def test_a_key_occurs_once(change, small, faults):
    change(small)
    (fault,) = faults(small)
    assert fault.endswith("this key occurs twice")


@pytest.mark.parametrize(
    "content", [b"", b"- a\n- b\n", b"just words", b"code: [", b"code: A\nround: B\n", b"\xff"]
)
def test_what_is_no_text_of_a_report(content, faults):
    assert faults(content)


def test_a_round_that_nobody_opened(small, faults):
    small["round"] = "HP-PCI-1999-9M"
    assert faults(small) == ["SMALL: there is no round HP-PCI-1999-9M"]


def test_a_generator_that_nobody_wrote(small, faults):
    small["sections"][0]["generated"] = "horoscope"
    assert faults(small) == ["one.table: nothing generates horoscope"]


def test_the_text_of_the_pack_may_be_loaded_again(load, report):
    before = list(Quote.objects.order_by("pk").values()), AuditEvent.objects.count()
    assert load((settings.PACKS_FOLDER / "hai-phong" / "report.yaml").read_bytes()) == report
    assert before == (list(Quote.objects.order_by("pk").values()), AuditEvent.objects.count())
