"""The diary on screen: read by days, written on a phone, corrected, confirmed, taken as a book."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.apps.inspections import books
from haidang.apps.inspections.forms.conduct import CorrectDiaryForm, DiaryForm
from haidang.apps.inspections.models import DiaryEntry, Inspection, Member
from haidang.apps.inspections.selectors.conduct import get_diary, get_inspection
from haidang.apps.inspections.services import confirm_day, correct_diary, write_diary
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.sight import (
    confirms_days,
    may_read_dossier,
    members_to_write_for,
    takes_part,
    writes_for,
)
from haidang.apps.inspections.views.attempts import attempt, show_form
from haidang.apps.inspections.views.working import load
from haidang.apps.organisations.selectors import find_province_name
from haidang.domain.official_document import DocumentError
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

KINDS = (books.DOCX, books.PDF)


@require_safe
@requires(Permission.READ_DOSSIER)
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The diary by days, with the days that are missing."""
    inspection = _readable(request, pk)
    mine = members_to_write_for(request.actor, inspection)
    context = {
        "inspection": inspection,
        "written_for": set(mine.values_list("pk", flat=True)) if inspection.stage != "cancelled" else set(),
        "diary": get_diary(inspection, timezone.localdate()),
        "takes_part": takes_part(request.actor, inspection) and inspection.stage != "cancelled",
        "confirms": confirms_days(request.actor, inspection),
    }
    return render(request, "inspections/conduct/diary.html", context)


def _readable(request: SignedInRequest, pk: int) -> Inspection:
    inspection = get_inspection(request.actor, pk)
    if not may_read_dossier(request.actor, inspection):
        raise Http404
    return inspection


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a member's day; `?day=` chooses it."""
    inspection = load(request, pk, takes_part)
    members = members_to_write_for(request.actor, inspection)
    own = members.filter(account=request.actor.user_id).first() if request.actor.user_id else None
    form = DiaryForm(
        request.POST or None,
        members=members,
        initial={
            "day": _day(request.GET.get("day", "")) or timezone.localdate(),
            "member": own or members.first(),
        },
    )

    def act() -> None:
        entry = DiaryDay(**form.cleaned_data)
        write_diary(inspection=inspection, entry=entry, by=request.actor, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("The day was written."))
        return redirect("inspections:diary", pk=pk)
    return show_form(
        request,
        "inspections/conduct/diary_form.html",
        form,
        inspection,
        has_members=inspection.members.exists(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONDUCT_INSPECTION)
def correct(request: SignedInRequest, pk: int, entry: int) -> HttpResponse:
    """Correct an entry by a new one; what stood there stays."""
    inspection = load(request, pk, takes_part)
    found = inspection.diary.select_related("member", "inspection").filter(pk=entry).first()
    if found is None:
        raise Http404
    if not writes_for(request.actor, inspection, found.member):
        raise PermissionDenied
    form = CorrectDiaryForm(request.POST or None, members=Member.objects.none(), initial=_initial(found))

    def act() -> None:
        data = dict(form.cleaned_data)
        why = data.pop("why")
        corrected = DiaryDay(member=found.member, day=found.day, **data)
        correct_diary(corrected=found, entry=corrected, why=why, by=request.actor, at=timezone.now())

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, _("The correction was written."))
        return redirect("inspections:diary", pk=pk)
    return show_form(request, "inspections/conduct/diary_form.html", form, inspection, entry=found)


def _initial(entry: DiaryEntry) -> dict[str, Any]:
    names = ("is_idle", "work", "met", "directions", "difficulties", "begins", "ends")
    told = {name: getattr(entry, name) for name in names}
    return told | {"hours": "" if entry.is_idle else books.hours_text(entry.minutes)}


@require_POST
@requires(Permission.CONDUCT_INSPECTION, Permission.CONCLUDE_INSPECTION)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The team leader confirms a day."""
    inspection = load(request, pk, confirms_days)
    day = _day(request.POST.get("day", ""))
    if day is None:
        raise Http404
    try:
        confirm_day(inspection=inspection, day=day, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The day is confirmed."))
    return redirect("inspections:diary", pk=pk)


@require_safe
@requires(Permission.READ_DOSSIER)
def book(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The diary as a book, as DOCX or PDF."""
    inspection = _readable(request, pk)
    if kind not in KINDS:
        raise Http404
    now = timezone.now()
    members = list(inspection.members.select_related("unit"))
    diary = get_diary(inspection, timezone.localdate(now))
    try:
        content = books.render(
            books.diary_book(inspection, members, diary, now, find_province_name()), kind, now
        )
    except DocumentError as error:
        messages.error(request, _("The book cannot be made: %(error)s") % {"error": error})
        return redirect("inspections:diary", pk=pk)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{pk}.{kind}"'
    return response
