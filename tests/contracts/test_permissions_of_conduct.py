"""Every service of an inspection asks whether somebody may, before it writes anything."""

import pytest
from django.core.exceptions import PermissionDenied

from haidang.apps.inspections import services
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.models import AuditEvent
from tests.contracts.conduct_arguments import CONDUCT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", CONDUCT)
@pytest.mark.parametrize("by", [Actor("user:a", "A"), Actor.anonymous()], ids=["without a role", "nobody"])
def test_without_the_permission_nothing_happens(name, by, at):
    arguments = CONDUCT[name]()
    events = AuditEvent.objects.count()
    with pytest.raises(PermissionDenied):
        getattr(services, name)(**arguments, by=by, at=at)
    assert AuditEvent.objects.count() == events
