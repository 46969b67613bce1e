"""People and positions on screen, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.organisations.forms import AppointForm, EmployForm, EndPositionForm
from haidang.apps.organisations.selectors import list_open_positions, list_people
from haidang.apps.organisations.services import appoint_person, employ_person, end_position
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


@require_safe
@requires(Permission.MANAGE_PEOPLE)
def show_people(request: SignedInRequest) -> HttpResponse:
    """Everybody with their positions, past and present."""
    return render(request, "organisations/people.html", {"people": list_people(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def employ(request: SignedInRequest) -> HttpResponse:
    """A new person: account and first position."""
    form = EmployForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            employ_person(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            weak = any((fault.code or "").startswith("password") for fault in error.error_list)
            form.add_error("password" if weak else None, error)
        else:
            messages.success(request, _("The account was made."))
            return redirect("organisations:people")
    return render(request, "organisations/employ.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def appoint(request: SignedInRequest) -> HttpResponse:
    """A further position for a known person."""
    form = AppointForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            appoint_person(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The person was appointed."))
            return redirect("organisations:people")
    return render(request, "organisations/appoint.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a position, and the rights it confers."""
    position = get_object_or_404(list_open_positions(request.actor), pk=pk)
    form = EndPositionForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_position(
                position=position, last_day=form.cleaned_data["last_day"], by=request.actor, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The position was ended."))
            return redirect("organisations:people")
    context = {"form": form, "position": position}
    return render(request, "organisations/end_position.html", context, status=400 if form.errors else 200)
