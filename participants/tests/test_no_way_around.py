"""Beside the moves nothing qualifies a registration: not the administration, an import, a joining or a correction."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.models import User
from participants.actions.imports import import_at_once
from participants.actions.joinings import join_participants
from participants.actions.registrations import add_registration, change_registration
from participants.choices import Origin, RegistrationStatus
from participants.models import Registration
from participants.tests.actions.moving import open_checklist, stand
from portal.lifecycle.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(lantern: SimpleNamespace, supervisor: User, now: datetime) -> Registration:
    open_checklist(lantern.qse, supervisor, now, QSE_07="in_review")
    return stand(lantern.qse, "approved_pending")


def status_of(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).status


def test_the_administration_only_shows_it(signed_in, applied, supervisor):
    address = reverse("admin:participants_registration_change", args=[applied.pk])
    assert signed_in(supervisor).post(address, {"status": "qualified"}).status_code == 403
    assert status_of(applied) == "approved_pending"


def test_a_list_that_names_it_leaves_its_status(applied, supervisor, now):
    line = f"{applied.short_name},{applied.participant.name},{applied.duns},QSE,"
    data = f"short_name,name,duns_number,role,manager_email\n{line}".encode()
    import_at_once(file_name="companies.csv", data=data, by=supervisor, now=now)
    assert status_of(applied) == "approved_pending"


def test_a_joining_leaves_its_status(applied, mesa, supervisor, now):
    join_participants(kept=mesa.participant, absorbed=applied.participant, by=supervisor, now=now, reason="One company")
    row = Registration.objects.get(pk=applied.pk)
    assert (row.participant, row.status) == (mesa.participant, "approved_pending")


@pytest.mark.parametrize("origin", [Origin.APPLIED, Origin.ENTERED])
@pytest.mark.parametrize("status", list(RegistrationStatus))
def test_none_begins_beyond_prospective_unless_the_official_list_names_it(lantern, supervisor, now, origin, status):
    given = {"participant": lantern.participant, "role": lantern.qse.role, "by": supervisor, "now": now}
    if status == RegistrationStatus.PROSPECTIVE:
        assert add_registration(**given, origin=origin, status=status).status == status
    else:
        with pytest.raises(Refused, match="cannot begin"):
            add_registration(**given, origin=origin, status=status)


def test_a_correction_takes_no_status(applied, supervisor, now):
    with pytest.raises(TypeError):
        change_registration(registration=applied, by=supervisor, now=now, status="qualified")
