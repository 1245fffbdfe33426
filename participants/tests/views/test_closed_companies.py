"""A company that is open to a reader does not tell of a restricted one that is closed to the same reader."""

from datetime import date

import pytest
from django.utils import timezone

from participants.actions.agencies import grant_agency
from participants.actions.joinings import join_participants, undo_joining
from participants.actions.participants import change_participant, restrict_participant
from participants.actions.representations import start_representation
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory, ResourceFactory

DAY = date(2026, 1, 1)
SECTIONS = ("", "people/", "resources/", "agencies/", "assignments/", "timeline/", "change/")


def pages_of(client, participant):
    addresses = [participant.get_absolute_url() + section for section in SECTIONS]
    return "".join(client.get(address).content.decode() for address in addresses)


@pytest.fixture
def tied(mesa, restricted, supervisor, colleague):
    """Blue Mesa, looked after by the colleague, with every tie to the restricted company that can be written."""
    company, closed = mesa.participant, restricted.participant
    mesa.assignment.apply(person_id=colleague.pk)
    who = {"by": supervisor, "now": timezone.now()}
    unit = ResourceFactory(participant=closed, code="HARBOR_UNIT2")
    start_representation(representative_registration=mesa.qse, resource=unit, starts_on=DAY, **who)
    own = ResourceFactory(participant=company, code="MESA_UNIT2")
    start_representation(representative_registration=restricted.qse, resource=own, starts_on=DAY, **who)
    grant_agency(participant=company, agent=closed, agent_name=closed.name, scope="all", starts_on=DAY, **who)
    change_participant(participant=company, parent=closed, **who)
    undo_joining(
        joining=join_participants(kept=closed, absorbed=company, reason="thought to be one", **who),
        reason="they are two",
        **who,
    )
    company.refresh_from_db()
    return company


def test_an_assigned_manager_reads_no_tie_to_a_closed_company(signed_in, colleague, tied):
    text = pages_of(signed_in(colleague), tied) + signed_in(colleague).get("/").content.decode()
    assert "Blue Mesa Trading" in text
    for fact in ("Quiet Harbor", "HARBOR", "333333333"):
        assert fact not in text


def test_whoever_may_read_both_reads_the_ties(signed_in, senior, supervisor, tied):
    AssignmentFactory(participant=tied, person=senior, kind="backup")
    for reader in (senior, supervisor):
        text = signed_in(reader).get(f"{tied.get_absolute_url()}timeline/").content.decode()
        assert "HARBOR_UNIT2" in text
        assert "joined into" in text


def test_ties_are_hidden_from_the_day_the_other_company_is_closed(signed_in, colleague, supervisor, mesa):
    other = RegistrationFactory(participant=ParticipantFactory(name="Silver Fern Retail"), short_name="QFERN")
    who = {"by": supervisor, "now": timezone.now()}
    start_representation(
        representative_registration=other,
        resource=ResourceFactory(participant=mesa.participant, code="MESA_UNIT3"),
        starts_on=DAY,
        **who,
    )
    timeline = f"{mesa.participant.get_absolute_url()}timeline/"
    assert "Silver Fern" in signed_in(colleague).get(timeline).content.decode()
    restrict_participant(participant=other.participant, reason="investigation", **who)
    assert "Silver Fern" not in signed_in(colleague).get(timeline).content.decode()


def test_a_parent_out_of_sight_survives_a_change_of_facts(signed_in, colleague, restricted, tied):
    form = {"name": "Blue Mesa Trading Company", "duns": tied.duns, "website": "", "address": "", "parent": ""}
    assert signed_in(colleague).post(f"{tied.get_absolute_url()}change/", form).status_code == 302
    tied.refresh_from_db()
    assert (tied.name, tied.parent_id) == ("Blue Mesa Trading Company", restricted.participant.pk)
