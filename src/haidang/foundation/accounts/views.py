"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from haidang.foundation.accounts.access import public
from haidang.foundation.accounts.actor import actor_of
from haidang.foundation.accounts.services import record_sign_in


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


sign_in = public(method_decorator(never_cache, name="dispatch")(SignInView).as_view())
sign_out = public(SignOutView.as_view())
