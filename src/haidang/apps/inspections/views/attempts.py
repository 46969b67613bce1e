"""What views that write share: a service does it, or says at which field what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from haidang.apps.inspections.models import Inspection
from haidang.foundation.accounts.access import SignedInRequest
from haidang.foundation.files.checks import RefusedFile


def attempt(form: Form, act: Callable[[], Any], file_field: str = "file") -> bool:
    """Whether a service did it; what it refuses is put to the field it concerns."""
    try:
        act()
    except ValidationError as error:
        if hasattr(error, "error_dict") and not set(error.error_dict) <= set(form.fields):
            error = ValidationError(error.messages)
        form.add_error(None, error)
        return False
    except RefusedFile as error:
        form.add_error(file_field if file_field in form.fields else None, str(error))
        return False
    return True


def show_form(
    request: SignedInRequest, template: str, form: Form, inspection: Inspection | None = None, **further: Any
) -> HttpResponse:
    """The page with the form; one that was overtaken, and says so, goes on from what holds now."""
    version = further.pop("version", inspection.version if inspection else 0)
    if form.has_error(NON_FIELD_ERRORS, code="overtaken"):
        data = request.POST.copy()
        data["seen_version"] = str(version)
        form.data = data
    context = {"form": form, "inspection": inspection, **further}
    return render(request, template, context, status=400 if form.errors else 200)
