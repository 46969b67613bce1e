"""Scenarios are kept, found again, computed anew and changed by whoever saved them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.services import delete_scenario, rename_scenario, save_scenario
from haidang.apps.competitiveness.simulating import rebuild
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def told():
    return list(
        AuditEvent.objects.filter(action__startswith="competitiveness")
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_a_scenario_says_what_rebuilds_it(keep, base):
    kept = Scenario.objects.get(pk=keep("dieuphoi", transparency="7.50").pk)
    assert (kept.methodology, kept.methodology_version, kept.by_name) == ("PCI-2022", "1.0.0", kept.by_name)
    assert (kept.data_sha256, kept.specification_sha256) == (base.data_sha256, base.specification_sha256)
    assert kept.assumed["transparency"] == "7.50"
    assert kept.base["transparency"] == "6.22"
    assert told() == ["competitiveness.scenario-saved"]
    again = rebuild(kept)
    assert again.is_as_saved
    assert again.simulation.gain == Decimal("0.05") * 10 * Decimal("1.28")


def test_after_a_correction_it_says_so_and_keeps_its_points(keep, take_scores):
    kept = keep("dieuphoi", transparency="7.50")
    take_scores("Hải Phòng,2022,transparency,6.30")
    again = rebuild(kept)
    assert not again.is_as_saved
    assert again.simulation.gain == Decimal("0.05") * 10 * Decimal("1.28")


@pytest.mark.parametrize("username", ["thutruong", "canbo", "kiemtra", "quantri"])
def test_others_save_none(username, keep):
    with pytest.raises(PermissionDenied):
        keep(username, transparency="7")
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("username", ["lanhdao", "kiemtra", "canbo"])
def test_only_who_saved_it_renames_and_deletes(username, keep, actor_for, at):
    kept = keep("dieuphoi", transparency="7")
    with pytest.raises(PermissionDenied):
        rename_scenario(scenario=kept, name="x", note="", by=actor_for(username), at=at)
    with pytest.raises(PermissionDenied):
        delete_scenario(scenario=kept, by=actor_for(username), at=at)
    assert Scenario.objects.get().name == "Minh bạch hơn"


def test_renaming_and_deleting_leave_a_trail(keep, actor_for, at):
    kept = keep("lanhdao", transparency="7")
    rename_scenario(scenario=kept, name=" Khác ", note="vì", by=actor_for("lanhdao"), at=at)
    assert (Scenario.objects.get().name, Scenario.objects.get().note) == ("Khác", "vì")
    delete_scenario(scenario=kept, by=actor_for("lanhdao"), at=at)
    assert not Scenario.objects.exists()
    assert told() == [f"competitiveness.scenario-{what}" for what in ("saved", "renamed", "deleted")]


@pytest.mark.parametrize(
    "assumed",
    [{"transparency": "10.01"}, {"transparency": "0.99"}, {"luck": "5"}, {"transparency": "NaN"},
     {"transparency": "5.1234567890123"}],
)  # fmt: skip
def test_scores_that_cannot_be_are_refused_by_sub_index(assumed, keep):
    with pytest.raises(ValidationError) as refused:
        keep("dieuphoi", **assumed)
    assert set(refused.value.message_dict) == set(assumed)
    assert not Scenario.objects.exists()


@pytest.mark.parametrize(("name", "note"), [("  ", ""), ("x" * 121, ""), ("x", "y" * 2001)])
def test_a_name_is_needed_and_has_bounds(name, note, base, actor_for, at):
    with pytest.raises(ValidationError):
        save_scenario(base=base, assumed={}, name=name, note=note, by=actor_for("dieuphoi"), at=at)
