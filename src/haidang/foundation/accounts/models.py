"""Who signs in, and which roles they hold when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from haidang.foundation.permissions import Role


class UserManager(BaseUserManager["User"]):
    """Accounts are made by `services.create_account`; this only serves Django's own lookups."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. One account is one person."""

    personal_data: ClassVar = ("username", "full_name", "email", "last_login")

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("username"), name="account_username_any_case")]

    def __str__(self) -> str:
        return self.full_name or self.username


class GrantQuerySet(models.QuerySet["RoleGrant"]):
    def valid_on(self, day: date) -> GrantQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class RoleGrant(models.Model):
    """A role over one unit (by code) or, with an empty code, over the whole programme. `valid_to` is inclusive.

    The unit is an opaque code on purpose: units live in a room above. A position confers its grant in the
    same transaction that creates or ends it.
    """

    personal_data: ClassVar = ("user",)

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit_code = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: Any = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="grant_ends_after_it_begins",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["user", "valid_from"])]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_code or '*'}"


class ApiKey(models.Model):
    """Lets the software of one unit call the API, with the rights of a reporting officer of that unit.

    Only the SHA-256 of the secret is kept: 256 random bits need no slow hash. `unit_code` is opaque as in a grant;
    `expires_on` is the last day; `last_used_on` has the precision of a day, so that calls do not write.
    """

    personal_data: ClassVar = ("created_by_id", "created_by_name", "revoked_by_id", "revoked_by_name")
    ROLE: ClassVar = Role.REPORTING_OFFICER

    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    unit_code = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=100)
    created_by_id = models.CharField(max_length=90)
    created_by_name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.CharField(max_length=90, blank=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(unit_code=""), name="api_key_belongs_to_a_unit"),
            models.UniqueConstraint(
                fields=["unit_code", "name"], condition=Q(revoked_at=None), name="api_key_name_once_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"hd_{self.prefix}_… {self.unit_code}"

    def state_on(self, day: date) -> str:
        """`valid`, `expired` or `revoked` on a day."""
        if self.revoked_at is not None:
            return "revoked"
        return "valid" if day <= self.expires_on else "expired"
