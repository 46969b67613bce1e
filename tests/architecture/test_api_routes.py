"""Every operation of the API names its permissions, and refuses everybody else."""

import pytest

from haidang.api.access import Requires
from haidang.api.v1 import api
from tests.architecture.addresses import address_of
from tests.architecture.route_tables import API, ROLES, WRITES


def operations_of_the_api():
    """Address, method and operation of everything that the API offers."""
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield f"{prefix}{path}", method, operation


def test_every_operation_of_the_api_names_permissions_or_is_public_and_stands_in_the_tables():
    public, written = [], []
    for path, method, operation in operations_of_the_api():
        if getattr(operation.view_func, "is_public", False):
            public += [(path, method)]
            assert operation.auth_callbacks == []
            continue
        if method == "GET":
            assert f"/api/v1{path}" in API
        else:
            written += [f"{method} {path}"]
        (auth,) = operation.auth_callbacks
        assert isinstance(auth, Requires)
        assert auth.permissions
    assert public == [("/figures/check", "POST")]
    assert sorted(written) == sorted(WRITES)


@pytest.mark.parametrize("path", API)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_gets_what_the_table_says_of_the_api(path, column, username, signed_in):
    response = signed_in(username).get(address_of(path))
    assert response.status_code == int(API[path].split()[column])


@pytest.mark.parametrize("call", WRITES)
@pytest.mark.parametrize(
    ("column", "username"), list(enumerate(ROLES)), ids=[role or "nobody" for role in ROLES]
)
def test_each_role_writes_over_the_api_what_the_table_says(call, column, username, signed_in):
    method, path = call.split()
    client = signed_in(username)
    response = getattr(client, method.lower())(
        f"/api/v1{address_of(path)}", "{}", content_type="application/json"
    )
    assert response.status_code == int(WRITES[call].split()[column]), response.content
