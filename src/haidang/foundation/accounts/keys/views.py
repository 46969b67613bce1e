"""Making, listing and revoking the keys of units."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.accounts.keys.forms import KeyForm
from haidang.foundation.accounts.keys.selectors import get_key, list_keys, list_units_for_keys
from haidang.foundation.accounts.keys.services import create_api_key, revoke_api_key
from haidang.foundation.accounts.units import units_on
from haidang.foundation.permissions import Permission

A_YEAR = timedelta(days=365)


@require_safe
@requires(Permission.MANAGE_API_KEYS)
def show_keys(request: SignedInRequest) -> HttpResponse:
    """The keys the actor manages, with their state."""
    today, names = timezone.localdate(), dict(units_on(None))
    rows = [
        (key, key.state_on(today), names.get(key.unit_code, key.unit_code))
        for key in list_keys(request.actor)
    ]
    return render(request, "keys/keys.html", {"rows": rows})


@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_API_KEYS)
def create(request: SignedInRequest) -> HttpResponse:
    """Make a key. The answer to the form shows it, once: it is neither kept nor shown again."""
    today = timezone.localdate()
    units = list_units_for_keys(request.actor, today)
    form = KeyForm(request.POST or None, units=units, initial={"expires_on": today + A_YEAR})
    if request.method == "POST" and form.is_valid():
        try:
            key, secret = create_api_key(**form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(error.code if error.code in form.fields else None, error.messages)
        else:
            context = {"key": key, "secret": secret, "unit": dict(units).get(key.unit_code, key.unit_code)}
            return render(request, "keys/created.html", context)
    return render(
        request, "keys/create.html", {"form": form, "units": units}, status=400 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_API_KEYS)
def revoke(request: SignedInRequest, prefix: str) -> HttpResponse:
    """Ask once more, then end a key."""
    key = get_key(request.actor, prefix)
    if request.method == "POST":
        revoke_api_key(key=key, by=request.actor, at=timezone.now())
        messages.success(request, _("The key was revoked. Whoever still uses it is refused from now on."))
        return redirect("keys:list")
    unit = dict(units_on(None)).get(key.unit_code, key.unit_code)
    return render(request, "keys/revoke.html", {"key": key, "unit": unit})
