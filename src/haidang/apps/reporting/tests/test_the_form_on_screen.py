"""The form of a unit in a browser without scripts, and what its pages offer to whom."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from haidang.apps.observations.models import Indicator, IndicatorKind
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.forms import AnswerForm, NarrativeForm
from haidang.apps.reporting.models import Assignment
from haidang.apps.reporting.services import (
    Answer,
    RoundRules,
    hand_over,
    open_round,
    save_entry,
    send_back,
)
from haidang.domain.worktime import CutoffScheme, parse_period

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """Here the words on the pages are those of the officials."""
    with translation.override("vi"):
        yield


@pytest.fixture
def assignment(system):
    """The report of the court in a round that is open now."""
    rules = RoundRules(
        "HP-PCI-2026-Y", parse_period("2026-Y"), Plan.objects.first(), Unit.objects.get(code="STC-2025"),
        CutoffScheme.ND09, 5,
    )  # fmt: skip
    round_ = open_round(rules=rules, by=system, at=timezone.now())
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


@pytest.fixture
def form(assignment):
    return reverse("reporting:form", args=[assignment.round.code, "TAND"])


def typed(assignment, values=(), **more):
    """What a browser posts: every cell as it stands, the first ones with `values` typed into them."""
    posted = dict(more)
    given = list(values)
    for entry in assignment.entries.all():
        posted |= {
            f"e{entry.pk}-version": entry.version,
            f"e{entry.pk}-status": "value",
            f"e{entry.pk}-note": "",
        }
        posted[f"e{entry.pk}-value"] = given.pop(0) if given else ""
    for narrative in assignment.narratives.all():
        posted |= {f"n{narrative.pk}-version": narrative.version, f"n{narrative.pk}-text": "Đã thực hiện."}
    return posted


class TestSavingEverything:
    def test_what_is_no_number_stays_in_its_field_and_nothing_is_handed_over(
        self, signed_in, assignment, form
    ):
        answer = signed_in("canbo").post(form, typed(assignment, ["chín mươi"], step="trinh", incomplete="1"))
        assert answer.status_code == 400
        page = answer.content.decode()
        assert 'value="chín mươi"' in page
        assert f'href="#e{assignment.entries.first().pk}"' in page
        assignment.refresh_from_db()
        assert assignment.status == "opened"
        assert assignment.narratives.exclude(text="").exists(), "what could be saved is"

    def test_what_was_typed_is_handed_over_without_being_saved_first(self, signed_in, assignment, form):
        values = ["90", "60", "66,67", "22", "20", "1"]
        answer = signed_in("canbo").post(form, typed(assignment, values, step="trinh"), follow=True)
        assert "Đã trình lãnh đạo đơn vị" in answer.content.decode()
        assignment.refresh_from_db()
        assert assignment.status == "handed_over"
        assert assignment.entries.first().value == 90

    def test_gaps_are_saved_and_told_and_not_handed_over(self, signed_in, assignment, form):
        answer = signed_in("canbo").post(form, typed(assignment, ["90"], step="trinh"), follow=True)
        assert "Còn 5 chỗ chưa trả lời" in answer.content.decode()
        assert assignment.entries.first().value == 90

    def test_no_other_step_is_taken_that_way(self, signed_in, assignment, form):
        signed_in("canbo").post(form, typed(assignment, ["90"], step="rut-ve"))
        assignment.refresh_from_db()
        assert assignment.status == "opened"

    def test_what_somebody_else_wrote_meanwhile_is_told_beside_what_was_typed(
        self, signed_in, assignment, form, actor_for
    ):
        posted = typed(assignment, ["90"])
        entry = assignment.entries.first()
        save_entry(
            entry=entry,
            answer=Answer("value", Decimal(88)),
            seen_version=0,
            by=actor_for("thutruong"),
            at=timezone.now(),
        )
        answer = signed_in("canbo").post(form, posted)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert "88" in page
        assert 'value="90"' in page
        entry.refresh_from_db()
        assert entry.value == 88
        again = posted | {f"e{entry.pk}-version": entry.version}
        again |= {f"n{n.pk}-version": n.version for n in assignment.narratives.all()}
        assert signed_in("canbo").post(form, again).status_code == 302
        entry.refresh_from_db()
        assert entry.value == 90


def read(text, **kind):
    indicator = Indicator(**({"kind": IndicatorKind.COUNT, "unit_measure": "vụ"} | kind))
    form = AnswerForm({"version": 0, "value": text, "status": "value"}, indicator=indicator)
    return form if form.is_valid() else " ".join(form.errors["value"])


class TestWhatPeopleType:
    @pytest.mark.parametrize("text", ["-", "k có", "Ko", "không có", "N/A", "…", "KHÔNG"])
    def test_who_has_no_figure_is_told_where_to_say_so(self, text):
        assert "Không áp dụng" in read(text)

    @pytest.mark.parametrize("text", ["90 vụ", "9 triệu", "khoảng 9 tr", "68 (trong đó 3 vụ)"])
    def test_who_types_the_measure_is_told_which_it_is(self, text):
        told = read(text)
        assert ("vụ." in told) == ("(" not in text)
        assert "không phải là số" in told

    @pytest.mark.parametrize(("text", "number"), [("0", 0), ("khoảng 1.237", 1237), (" 90 ", 90)])
    def test_numbers_are_read(self, text, number):
        assert read(text).answer().value == number

    def test_the_line_breaks_of_word_become_lines_and_control_characters_go(self):
        form = NarrativeForm({"version": 0, "text": "Một\vhai\x01\tba\u00a0bốn\nnăm"})
        assert form.is_valid()
        assert form.cleaned_data["text"] == "Một\nhai\tba\u00a0bốn\nnăm"

    def test_a_text_that_is_too_long_is_refused_and_not_cut(self, signed_in, assignment, form):
        posted = typed(assignment)
        narrative = assignment.narratives.first()
        posted[f"n{narrative.pk}-text"] = "a" * 20_001
        answer = signed_in("canbo").post(form, posted)
        assert answer.status_code == 400
        assert "a" * 20_001 in answer.content.decode()
        narrative.refresh_from_db()
        assert narrative.text == ""


class TestWhoSeesWhat:
    def test_the_reason_of_the_head_stands_above_the_form(self, signed_in, assignment, form, actor_for):
        officer, head, at = actor_for("canbo"), actor_for("thutruong"), timezone.now()
        save_entry(
            entry=assignment.entries.last(),
            answer=Answer("value", Decimal(1)),
            seen_version=0,
            by=officer,
            at=at,
        )
        hand_over(assignment=assignment, incomplete=True, by=officer, at=at)
        send_back(
            assignment=Assignment.objects.select_related("unit", "round").get(pk=assignment.pk),
            reason="Bổ sung mức tăng",
            by=head,
            at=at + timedelta(minutes=5),
        )
        page = signed_in("canbo").get(form).content.decode()
        assert page.index("Bổ sung mức tăng") < page.index('class="outline"')

    def test_a_leader_reads_the_conversation_without_a_field_to_write_in(self, signed_in, assignment):
        address = reverse("reporting:submission", args=[assignment.round.code, "TAND"])
        assert "trao-doi" not in signed_in("lanhdao").get(address).content.decode()
        assert "trao-doi" in signed_in("dieuphoi").get(address).content.decode()

    @pytest.mark.parametrize(("mark", "count"), [("all", 26), ("none", 0), ("", 0)])
    def test_all_units_are_marked_with_one_click(self, signed_in, assignment, mark, count):
        address = reverse("reporting:chase", args=[assignment.round.code])
        page = signed_in("dieuphoi").get(address, {"mark": mark}).content.decode()
        assert page.count(" checked") == count
