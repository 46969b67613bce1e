"""Chasing on screen: who owes, reminders with their delivery, the urging letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.reporting.forms import LetterForm, ReminderForm, RemindForm
from haidang.apps.reporting.letters import letter_content, letter_document, usual_words
from haidang.apps.reporting.models import Assignment, Round
from haidang.apps.reporting.selectors import get_round, list_owing, list_reminders, list_sent
from haidang.apps.reporting.services import change_reminder, draft_urging_letter, remind_units
from haidang.apps.reporting.services.chasing import day_of
from haidang.domain.official_document import DocumentError, render_fragment
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def chase(request: SignedInRequest, code: str) -> HttpResponse:
    """Who still owes the report; choose whom to remind now. A POST sends the reminder."""
    round_ = get_round(request.actor, code)
    today = timezone.localdate()
    owing = list_owing(round_, today)
    marked = _marked(request, owing)
    usual = round_.reminder_rules.order_by("-offset").first()
    initial = {"subject": usual.subject, "body": usual.body} if usual else {}
    form = RemindForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = {a.unit.code for a in owing} & set(request.POST.getlist("unit"))
        try:
            count = remind_units(
                round_=round_, unit_codes=chosen, by=request.actor, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell(request, count)
            return redirect("reporting:chase", code=code)
    rules = [(rule, day_of(rule.offset, round_.due_on)) for rule in list_reminders(round_)]
    context = {
        "round": round_,
        "owing": owing,
        "marked": marked,
        "form": form,
        "rules": rules,
        "letters": round_.letters.select_related("docx", "pdf").order_by("-serial"),
        "sent": list_sent(round_),
        "today": today,
    }
    return render(request, "reporting/chase.html", context, status=400 if form.errors else 200)


def _marked(request: SignedInRequest, owing: list[Assignment]) -> set[str]:
    """The units that are marked already: those that were sent, or by `?mark=` all or none; else the overdue ones."""
    if request.method == "POST":
        return set(request.POST.getlist("unit"))
    mark = request.GET.get("mark", "")
    return {a.unit.code for a in owing if mark == "all" or (mark != "none" and a.is_overdue)}


def _tell(request: SignedInRequest, count: int) -> None:
    if count:
        messages.success(request, _("%(count)s reminders are on their way.") % {"count": count})
    else:
        messages.warning(
            request, _("Nobody was reminded: the chosen units have no officer or head with an account here.")
        )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def edit_reminder(request: SignedInRequest, code: str, pk: int = 0) -> HttpResponse:
    """Change a reminder rule, or add one (`pk` 0)."""
    round_ = get_round(request.actor, code)
    rule = get_object_or_404(round_.reminder_rules, pk=pk) if pk else None
    fields = ("offset", "audience", "subject", "body", "is_active")
    initial = {name: getattr(rule, name) for name in fields} if rule else {"is_active": True}
    form = ReminderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_reminder(round_=round_, rule=rule, text=form.text(), by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The reminder is kept."))
            return redirect("reporting:chase", code=code)
    context = {"round": round_, "form": form, "rule": rule}
    return render(request, "reporting/reminder.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def write_letter(request: SignedInRequest, code: str) -> HttpResponse:
    """The urging letter to the chosen units: its words beside what it looks like.

    A POST without a `step` only brings the chosen units; "look" shows changed words, "keep" keeps letter and files.
    """
    round_ = get_round(request.actor, code)
    today = timezone.localdate()
    source = request.POST if request.method == "POST" else request.GET
    chosen = source.getlist("unit")
    owing = [a for a in list_owing(round_, today) if a.unit.code in chosen or (not chosen and a.is_overdue)]
    step = request.POST.get("step")
    form = LetterForm(request.POST if step else None, initial=usual_words(round_, owing, today).as_dict())
    if step == "keep" and form.is_valid():
        try:
            draft_urging_letter(
                round_=round_, unit_codes=[a.unit.code for a in owing], words=form.words(), by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The letter is drafted: take the Word or PDF file to be signed."))
            return redirect("reporting:chase", code=code)
    context = {"round": round_, "form": form, "owing": owing, "preview": _preview(round_, form, owing)}
    return render(request, "reporting/letter.html", context, status=400 if form.errors else 200)


def _preview(round_: Round, form: LetterForm, owing: list[Assignment]) -> str:
    today = timezone.localdate()
    words = form.words() if form.is_bound and form.is_valid() else usual_words(round_, owing, today)
    try:
        return render_fragment(letter_document(letter_content(words, owing, today)), title_level=3)
    except DocumentError:
        return ""


@require_safe
@requires(Permission.RUN_ROUNDS)
def show_letter(request: SignedInRequest, code: str, serial: int) -> HttpResponse:
    """A drafted letter as it stands in its files."""
    round_ = get_round(request.actor, code)
    letter = get_object_or_404(round_.letters.select_related("docx", "pdf"), serial=serial)
    context: dict[str, Any] = {
        "round": round_,
        "letter": letter,
        "preview": render_fragment(letter_document(letter.content), title_level=3),
    }
    return render(request, "reporting/letter_shown.html", context)
