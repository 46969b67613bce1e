"""Findings on screen, checklists, and the plan of inspecting administrative reform."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.inspections.forms.conduct import FaultForm, MakeFaultsForm, ReformPlanForm, RemedyForm
from haidang.apps.inspections.models import FoundFault, Inspection, Reply
from haidang.apps.inspections.procedures import Checklist, add_days, find_checklist
from haidang.apps.inspections.scoring import score
from haidang.apps.inspections.selectors.conduct import (
    get_fault,
    get_inspection,
    list_led_units,
    list_reform_plans,
)
from haidang.apps.inspections.services import (
    add_fault,
    answer_checklist,
    follow_fault,
    make_faults,
    set_reform_plan,
)
from haidang.apps.inspections.services.checklists import SentReply
from haidang.apps.inspections.services.dossier import Upload
from haidang.apps.inspections.services.faults import NewFault, Progress
from haidang.apps.inspections.services.reform import NewReformPlan, change_by
from haidang.apps.inspections.sight import leads_it, may_see_faults, takes_part
from haidang.apps.inspections.views.attempts import attempt, show_form
from haidang.apps.inspections.views.working import load
from haidang.apps.organisations.selectors import list_units
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.permissions import Permission

_USUAL_DAYS = 30
_LONGEST_NUMBER = 19


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a finding."""
    inspection = load(request, pk, leads_it)
    due_on = add_days(timezone.localdate(), _USUAL_DAYS, working=False)
    form = FaultForm(request.POST or None, initial={"due_on": due_on})
    made: list[FoundFault] = []

    def act() -> None:
        new = NewFault(**form.cleaned_data)
        made.append(add_fault(inspection=inspection, new=new, by=request.actor, at=timezone.now()))

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("The finding was recorded."))
        return redirect("inspections:fault", pk=pk, number=made[0].number)
    return show_form(request, "inspections/conduct/form.html", form, inspection, title=_("Record a finding"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def show_fault(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """A finding with its history; the unit that leads reports how far it is mended."""
    inspection = get_inspection(request.actor, pk)
    fault = get_fault(request.actor, inspection, number)
    leads = leads_it(request.actor, inspection)
    form = RemedyForm(
        request.POST or None,
        request.FILES or None,
        initial={"seen_version": fault.version, "state": fault.state},
    )

    def act() -> None:
        data = dict(form.cleaned_data)
        version = data.pop("seen_version")
        follow_fault(
            fault=fault, progress=Progress(**data), seen_version=version, by=request.actor, at=timezone.now()
        )

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("It was recorded."))
        return redirect("inspections:fault", pk=pk, number=number)
    fault = get_fault(request.actor, inspection, number)
    return show_form(
        request, "inspections/conduct/fault.html", form, inspection, version=fault.version, fault=fault,
        leads=leads and inspection.is_open, today=timezone.localdate(),
    )  # fmt: skip


def _with_checklist(inspection: Inspection) -> Checklist:
    found = find_checklist(inspection.checklist)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_INSPECTIONS)
def checklist(request: SignedInRequest, pk: int) -> HttpResponse:
    """The checklist with its answers and score; the team answers it."""
    inspection = get_inspection(request.actor, pk)
    if not may_see_faults(request.actor, inspection):
        raise Http404
    questions, refused = _with_checklist(inspection), ""
    if request.method == "POST":
        try:
            made = answer_checklist(
                inspection=inspection, replies=_replies(request, questions), by=request.actor,
                at=timezone.now(), seen=_seen(request),
            )  # fmt: skip
        except ValidationError as error:
            refused = " ".join(error.messages)
        except RefusedFile as error:
            refused = str(error)
        else:
            count = len(made)
            words = ngettext("%(count)s answer was saved.", "%(count)s answers were saved.", count)
            messages.success(request, words % {"count": count})
            return redirect("inspections:checklist", pk=pk)
    due_on = add_days(timezone.localdate(), _USUAL_DAYS, working=False)
    given = list(inspection.answers.select_related("file"))
    has_begun = inspection.is_open and inspection.announced_on is not None
    context = {
        "inspection": inspection,
        "checklist": questions,
        "score": score(questions, given),
        "newest": max((answer.pk for answer in given), default=0),
        "replies": Reply.choices,
        "refused": refused,
        "answers": takes_part(request.actor, inspection) and has_begun,
        "leads": leads_it(request.actor, inspection) and has_begun,
        "waits": inspection.is_open and not has_begun,
        "form": MakeFaultsForm(initial={"due_on": due_on}),
    }
    return render(request, "inspections/conduct/checklist.html", context, status=400 if refused else 200)


def _seen(request: SignedInRequest) -> int | None:
    """The newest answer that the page showed."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else None


def _replies(request: SignedInRequest, questions: Checklist) -> list[SentReply]:
    sent = []
    for item in questions.items:
        reply = request.POST.get(f"reply-{item.key}", "")
        file = request.FILES.get(f"file-{item.key}")
        if reply:
            upload = Upload(str(file.name or ""), file.read()) if file else None
            sent.append(SentReply(item.key, reply, request.POST.get(f"note-{item.key}", ""), upload))
    return sent


@require_POST
@requires(Permission.CONDUCT_INSPECTION)
def faults_of_checklist(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make findings of what the checklist says is not in order."""
    inspection = load(request, pk, leads_it)
    _with_checklist(inspection)
    form = MakeFaultsForm(request.POST)
    made: list[FoundFault] = []

    def act() -> None:
        found = make_faults(
            inspection=inspection, due_on=form.cleaned_data["due_on"], by=request.actor, at=timezone.now()
        )
        made.extend(found)

    if form.is_valid() and attempt(form, act):
        words = ngettext("%(count)s finding was recorded.", "%(count)s findings were recorded.", len(made))
        messages.success(request, words % {"count": len(made)})
    else:
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
    return redirect("inspections:checklist", pk=pk)


@require_safe
@requires(Permission.VIEW_INSPECTIONS)
def show_reform(request: SignedInRequest) -> HttpResponse:
    """Plans of inspecting administrative reform, and how far they are."""
    plans = list_reform_plans(request.actor)
    context = {
        "plans": plans,
        "open_by": {
            found.plan.pk
            for found in plans
            if request.actor.may(Permission.CONDUCT_INSPECTION, found.plan.lead.code)
        },
    }
    return render(request, "inspections/conduct/reform.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONCLUDE_INSPECTION)
def plan_reform(request: SignedInRequest) -> HttpResponse:
    """Plan which units are inspected in a year, or change the plan."""
    today = timezone.localdate()
    form = ReformPlanForm(
        request.POST or None,
        initial={"year": today.year},
        leads=list_led_units(request.actor, Permission.CONCLUDE_INSPECTION),
        units=list_units(),
    )

    def new() -> NewReformPlan:
        data = {name: value for name, value in form.cleaned_data.items() if name != "replaces"}
        return NewReformPlan(**data | {"units": list(data["units"])})

    def act() -> None:
        change = change_by(new())
        replaces = change.plan.version if change and form.cleaned_data["replaces"] == change.seen else None
        set_reform_plan(new=new(), replaces=replaces, by=request.actor, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("The plan was saved."))
        return redirect("inspections:reform")
    change = None
    if form.has_error(NON_FIELD_ERRORS, code="replaces"):
        change = change_by(new())
    if change is not None:
        data = request.POST.copy()
        data["replaces"] = change.seen
        form.data = data
    return show_form(request, "inspections/conduct/reform_form.html", form, change=change)
