"""Carrying an inspection out: steps, team, conclusion, publication, calling off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from haidang.apps.inspections.course import hindrance
from haidang.apps.inspections.forms.conduct import (
    CancelForm,
    ConclusionForm,
    CorrectStepForm,
    LeaveForm,
    MemberForm,
    PublicationForm,
    StepForm,
)
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.procedures import Need
from haidang.apps.inspections.selectors.conduct import get_course, get_inspection, get_step
from haidang.apps.inspections.services import (
    add_member,
    cancel_inspection,
    conclude_inspection,
    correct_step,
    end_membership,
    publish_conclusion,
    record_step,
)
from haidang.apps.inspections.services.concluding import Conclusion, Publication
from haidang.apps.inspections.services.steps import LENGTHENING, OWN_DEEDS, StepDone
from haidang.apps.inspections.services.teams import NewMember
from haidang.apps.inspections.sight import concludes_it, leads_it
from haidang.apps.inspections.views.attempts import attempt, show_form
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

May = Callable[[Actor, Inspection], bool]


def load(request: SignedInRequest, pk: int, may: May) -> Inspection:
    """The inspection, for who may do something in it; 403 for others who see it."""
    inspection = get_inspection(request.actor, pk)
    if not may(request.actor, inspection):
        raise PermissionDenied
    return inspection


def _answer(
    request: SignedInRequest, inspection: Inspection, form: Form, title: str, act: Any, **further: Any
) -> HttpResponse:
    """One form page: done and back to the inspection, or the form again with what is wrong."""
    if request.method == "POST" and form.is_valid():
        if attempt(form, act):
            messages.success(request, _("It was recorded."))
            return redirect("inspections:inspection", pk=inspection.pk)
        inspection = get_inspection(request.actor, inspection.pk)
    return show_form(request, "inspections/conduct/form.html", form, inspection, title=title, **further)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def step(request: SignedInRequest, pk: int, key: str) -> HttpResponse:
    """Record a step of the procedure."""
    inspection = load(request, pk, leads_it)
    course = get_course(inspection)
    found = course.find(key)
    if found is None or key in OWN_DEEDS:
        raise Http404
    why = hindrance(course, key, inspection.faults.unmended().count())
    if why is not None and request.method != "POST":
        messages.error(request, why[0])
        return redirect("inspections:inspection", pk=pk)
    form = StepForm(
        request.POST or None,
        request.FILES or None,
        initial={"done_on": timezone.localdate(), "seen_version": inspection.version},
        waivable=found.step.need is Need.WAIVABLE,
        lengthens=key in LENGTHENING,
    )

    def act() -> None:
        data = dict(form.cleaned_data)
        version = data.pop("seen_version")
        record_step(
            inspection=inspection, done=StepDone(step=key, **data), seen_version=version, by=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    return _answer(request, inspection, form, found.step.name, act, basis=found.step.basis, due=found.due_on)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def correct(request: SignedInRequest, pk: int, entry: int) -> HttpResponse:
    """Correct an entry of the course; what stood there stays."""
    inspection = get_inspection(request.actor, pk)
    written = get_step(inspection, entry)
    may = concludes_it if written.step in OWN_DEEDS else leads_it
    if not may(request.actor, inspection):
        raise PermissionDenied
    form = CorrectStepForm(
        request.POST or None, initial={"done_on": written.done_on, "seen_version": inspection.version}
    )

    def act() -> None:
        correct_step(entry=written, **form.cleaned_data, by=request.actor, at=timezone.now())

    found = get_course(inspection).find(written.step)
    title = _("Correct: %(step)s") % {"step": found.step.name if found else written.step}
    return _answer(request, inspection, form, title, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take somebody into the team."""
    inspection = load(request, pk, leads_it)
    units = [inspection.lead, *inspection.co_units.all()]
    form = MemberForm(request.POST or None, units=units, initial={"unit": inspection.lead})

    def act() -> None:
        add_member(
            inspection=inspection, member=NewMember(**form.cleaned_data), by=request.actor, at=timezone.now()
        )

    return _answer(request, inspection, form, _("Take somebody into the team"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def leave(request: SignedInRequest, pk: int, member: int) -> HttpResponse:
    """End a membership."""
    inspection = load(request, pk, leads_it)
    found = inspection.members.select_related("inspection").filter(pk=member).first()
    if found is None:
        raise Http404
    form = LeaveForm(request.POST or None, initial={"last_day": timezone.localdate()})

    def act() -> None:
        end_membership(
            member=found, last_day=form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
        )

    return _answer(request, inspection, form, _("%(name)s leaves the team") % {"name": found.name}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONCLUDE_INSPECTION)
def conclude(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record the conclusion."""
    inspection = load(request, pk, concludes_it)
    initial = {"concluded_on": timezone.localdate(), "seen_version": inspection.version}
    form = ConclusionForm(request.POST or None, request.FILES or None, initial=initial)

    def act() -> None:
        data = dict(form.cleaned_data)
        version = data.pop("seen_version")
        conclude_inspection(
            inspection=inspection, conclusion=Conclusion(**data), seen_version=version, by=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    found = get_course(inspection).find("conclusion")
    return _answer(
        request, inspection, form, _("Conclusion"), act, basis=found.step.basis if found else "",
        due=found.due_on if found else None,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONCLUDE_INSPECTION)
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record where the conclusion was published."""
    inspection = load(request, pk, concludes_it)
    found = get_course(inspection).find("publication")
    form = PublicationForm(
        request.POST or None,
        initial={"published_on": timezone.localdate(), "seen_version": inspection.version},
        waivable=found is not None and found.step.need is Need.WAIVABLE,
    )

    def act() -> None:
        data = dict(form.cleaned_data)
        version = data.pop("seen_version")
        publish_conclusion(
            inspection=inspection, publication=Publication(**data), seen_version=version, by=request.actor,
            at=timezone.now(),
        )  # fmt: skip

    basis = found.step.basis if found else ""
    return _answer(request, inspection, form, _("Publication of the conclusion"), act, basis=basis)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONCLUDE_INSPECTION)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Call an inspection off before it was announced."""
    inspection = load(request, pk, concludes_it)
    form = CancelForm(request.POST or None, initial={"seen_version": inspection.version})

    def act() -> None:
        cancel_inspection(inspection=inspection, **form.cleaned_data, by=request.actor, at=timezone.now())

    return _answer(request, inspection, form, _("Call off"), act)
