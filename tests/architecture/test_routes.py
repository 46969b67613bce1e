"""Every route declares who may enter, and refuses everybody else."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from haidang.foundation.permissions import PERMISSIONS, Permission
from tests.architecture.addresses import address
from tests.architecture.route_tables import ROLES, STATUS, TABLE


def routes(patterns=None, namespace=""):
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace and entry.namespace.startswith("api"):
                continue
            yield from routes(entry.url_patterns, entry.namespace or namespace)
        elif isinstance(entry, URLPattern):
            if "api" in str(entry.callback.__module__) and "ninja" in str(entry.callback.__module__):
                continue
            yield f"{namespace}:{entry.name}", entry.callback


def test_every_route_declares_who_may_enter():
    silent = [
        name
        for name, view in routes()
        if not getattr(view, "is_public", False) and not getattr(view, "required_permissions", ())
    ]
    assert silent == []


def test_every_route_stands_in_the_table():
    assert {name for name, _view in routes()} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_gets_what_the_table_says(name, column, username, signed_in, django_assert_max_num_queries):
    """… and no page takes more than 30 queries."""
    expected, url, client = TABLE[name].split()[column], address(name), signed_in(username)
    with django_assert_max_num_queries(30):
        response = client.get(url)
    assert response.status_code == STATUS[expected], response.content[:300]
    if expected == "s":
        assert response.url.startswith(reverse("accounts:sign-in"))


def test_every_permission_is_given_to_somebody():
    assert set(PERMISSIONS) == set(Permission)
    assert all(PERMISSIONS.values())
