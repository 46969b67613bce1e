"""A person's messages, and the state of the mail that goes out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from haidang.foundation.accounts.access import SignedInRequest, requires, signed_in
from haidang.foundation.notifications.mail import address_of
from haidang.foundation.notifications.models import MessageState
from haidang.foundation.notifications.selectors import (
    get_outgoing,
    get_own_message,
    list_outgoing,
    list_own_messages,
)
from haidang.foundation.notifications.services import mark_all_read, mark_read, resend_message
from haidang.foundation.permissions import Permission

PAGE_SIZE = 20
MAIL_PAGE_SIZE = 50


@require_safe
@signed_in
def show_mine(request: SignedInRequest) -> HttpResponse:
    """The messages to the person who signed in, unread ones first."""
    page = Paginator(list_own_messages(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notifications/mine.html", {"page": page})


@require_POST
@signed_in
def open_matter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go to what a message is about; it counts as read."""
    message = get_own_message(request.actor, pk)
    mark_read(message=message, by=request.actor, at=timezone.now())
    return redirect(address_of(message) or reverse("notifications:mine"))


@require_POST
@signed_in
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark one message as read."""
    mark_read(message=get_own_message(request.actor, pk), by=request.actor, at=timezone.now())
    return redirect("notifications:mine")


@require_POST
@signed_in
def read_all(request: SignedInRequest) -> HttpResponse:
    """Mark all messages as read."""
    count = mark_all_read(by=request.actor, at=timezone.now())
    told = ngettext("%(count)s message was marked as read.", "%(count)s messages were marked as read.", count)
    messages.success(request, told % {"count": count})
    return redirect("notifications:mine")


@require_safe
@requires(Permission.VIEW_OUTGOING_MAIL)
def show_outgoing(request: SignedInRequest) -> HttpResponse:
    """How far each message has come, by state and by recipient."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    found = list_outgoing(request.actor, state=state, words=words)
    page = Paginator(found, MAIL_PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "words": words,
        "states": MessageState.choices,
        "has_mail_server": settings.MAIL_SERVER is not None,
        "folder": settings.MAIL_FOLDER.name,
    }
    return render(request, "notifications/outgoing.html", context)


@require_POST
@requires(Permission.RESEND_MESSAGES)
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a message again."""
    message = get_outgoing(request.actor, pk)
    try:
        resend_message(message=message, by=request.actor, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("The message to %(name)s will be sent again in working hours.") % {"name": message.recipient},
        )
    return redirect("notifications:outgoing")
