"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from haidang.foundation.accounts.access import public, signed_in
from haidang.foundation.accounts.actor import actor_of
from haidang.foundation.accounts.services import record_password_change, record_sign_in


class SignInView(auth.LoginView):
    """The sign-in page. Failures are counted and locked out by django-axes."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        now = timezone.now()
        record_sign_in(actor=actor_of(form.get_user(), timezone.localdate(now)), at=now)
        return response


class SignOutView(auth.LogoutView):
    """Signs out (POST only) and returns to the public page."""

    def get_success_url(self) -> str:
        return reverse("portal:home")


class PasswordView(auth.PasswordChangeView):
    """Everybody changes their own password, knowing the old one."""

    template_name = "accounts/password.html"

    def get_success_url(self) -> str:
        return reverse("desk:home")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        now = timezone.now()
        record_password_change(actor=actor_of(self.request.user, timezone.localdate(now)), at=now)
        messages.success(self.request, _("The password was changed."))
        return response


change_password = signed_in(PasswordView.as_view())
sign_in = public(method_decorator(never_cache, name="dispatch")(SignInView).as_view())
sign_out = public(SignOutView.as_view())
