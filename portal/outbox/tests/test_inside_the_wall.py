"""The database itself shows a participant's user the own news and choices, and no e-mail at all."""

from typing import Any

import pytest
from django.db import ProgrammingError

from portal.outbox.models import AddressTrouble, DeliverySettings, Notification, OutboundMessage, Preference
from portal.outbox.tests.mails import mail
from portal.scoping import wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(outsider: Any, member: Any, manager: Any, lantern: Any, mesa: Any) -> dict[str, Notification]:
    """One line of each kind: the outsider's own, one of another company, other people's."""

    def tell(name: str, person: Any, participant: Any = None) -> Notification:
        owner = participant.pk if participant else None
        return Notification.objects.create(recipient=person, kind="t", dedupe_key=name, participant_id=owner)

    return {
        "own": tell("own", outsider, mesa.participant),
        "own of nobody": tell("own of nobody", outsider),
        "own of another company": tell("own of another company", outsider, lantern.participant),
        "of a member": tell("of a member", member, lantern.participant),
        "of a colleague there": tell("of a colleague there", member, mesa.participant),
        "of staff": tell("of staff", manager, mesa.participant),
    }


def test_a_forgotten_scope_returns_ones_own_news_only(outsider: Any, news: dict) -> None:
    with wall.inside(outsider.acting_for):
        assert set(Notification.objects.defer("facts")) == {news["own"], news["own of nobody"]}


def test_only_ones_own_news_can_be_marked_and_nothing_else_about_it_changed(
    outsider: Any, news: dict, now: Any
) -> None:
    with wall.inside(outsider.acting_for):
        assert Notification.objects.update(read_at=now) == 2
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        Notification.objects.update(kind="other")
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        Notification.objects.create(recipient=outsider, kind="t", dedupe_key="made up")
    assert Notification.objects.filter(read_at=now).count() == 2


def test_choices_of_others_are_not_there(outsider: Any, member: Any) -> None:
    for person in (outsider, member):
        Preference.objects.create(user=person, kind="t")
        DeliverySettings.objects.create(user=person)
    with wall.inside(outsider.acting_for):
        assert Preference.objects.get().user_id == outsider.pk
        assert DeliverySettings.objects.get().user_id == outsider.pk
        assert Preference.objects.filter(user=member.pk).delete()[0] == 0
    with pytest.raises(ProgrammingError, match="row-level security"), wall.inside(outsider.acting_for):
        Preference.objects.create(user_id=member.pk, kind="other")


@pytest.mark.parametrize("model", [OutboundMessage, AddressTrouble])
def test_mails_and_addresses_in_trouble_are_closed(outsider: Any, model: Any) -> None:
    mail(recipient=outsider)
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        list(model.objects.all())
