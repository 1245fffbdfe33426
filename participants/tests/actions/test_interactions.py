"""Interactions: taken down in one step with what is to follow, corrected, struck out; who was in touch last."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.interactions import change_interaction, log_interaction, strike_interaction
from participants.models import FollowUp, Interaction, LastContact
from participants.people_named import people_named, suggestions
from participants.tests.actions.following_up import load_deadlines
from participants.tests.actions.recorded import recorded
from participants.tests.factories import ContactFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def test_a_call_is_taken_down_with_people_topics_and_what_follows(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, colleague: User, member: User, now: datetime
) -> None:
    load_deadlines(now)
    terms = {"participant": lantern.participant, "by": manager, "now": now}
    row = log_interaction(
        **terms,
        summary="  They want to add a role in spring.  ",
        topics=["plan", "access"],
        minutes=15,
        contacts=[lantern.contact, lantern.contact],
        colleagues=[colleague],
        follow_up="Send the checklist",
        in_days=3,
    )
    assert (row.summary, row.topics, row.minutes) == ("They want to add a role in spring.", ["access", "plan"], 15)
    assert list(row.people.values_list("name", flat=True)) == [lantern.contact.name, manager.name, colleague.name]
    promised = FollowUp.objects.get()
    assert (promised, promised.title, promised.responsible) == (row.follow_up, "Send the checklist", manager)
    assert "spring" not in f"{recorded('interaction.logged').changes}{recorded('interaction.logged').object_label}"
    last = LastContact.objects.get(participant=lantern.participant)
    assert (last.at, last.who, last.side, last.about) == (now, manager.name, "operator", row.ref)

    # They came to us, later; what is older and written down after hides nothing.
    log_interaction(**terms, summary="Asks again", side="participant", channel="mail", contacts=[lantern.contact])
    log_interaction(**terms | {"now": now + timedelta(hours=1)}, summary="Thanks", happened_at=now - timedelta(days=9))
    last.refresh_from_db()
    assert (last.who, last.at) == (manager.name, now)
    later = now + timedelta(hours=2)
    log_interaction(**terms | {"now": later}, summary="Rings", side="participant", contacts=[lantern.contact])
    last.refresh_from_db()
    assert (last.who, last.side, last.channel, last.at) == (lantern.contact.name, "participant", "call", later)

    # A colleague may write down a call and not promise for others; participants' users may do and read nothing.
    log_interaction(**terms | {"by": colleague}, summary="Rang me by mistake")
    with pytest.raises(NotPermitted):
        log_interaction(**terms | {"by": colleague}, summary="Rang me", follow_up="Ring back", in_days=1)
    with pytest.raises(NotPermitted):
        log_interaction(**terms | {"by": member}, summary="Ours")
    assert not Interaction.objects.visible_to(member).exists()
    for given, words in (
        ({"summary": " "}, "few words"),
        ({"happened_at": now + timedelta(days=1)}, "still to come"),
        ({"contacts": [mesa.contact]}, "not one of this participant's people"),
        ({"colleagues": [member]}, "no colleague"),
        ({"topics": ["weather"]}, "no such topic"),
        ({"channel": "portal"}, "Choose a call"),
        ({"minutes": 2000}, "minutes"),
    ):
        with pytest.raises(Refused, match=words):
            log_interaction(**terms | {"summary": "Rang", **given})

    # Corrected by whoever wrote it, then struck out: its words go, and nothing is changed any more.
    lantern.contact.apply(name="Another Name")
    given = {"interaction": row, "by": manager, "now": now}
    kept = {"channel": "visit", "side": "operator", "happened_at": now, "contacts": [lantern.contact], "colleagues": []}
    changed = change_interaction(**given, **kept, summary="They add a role in May.")
    assert list(changed.people.values_list("name", flat=True)) == ["lantern contact", manager.name]
    assert recorded("interaction.changed").changes["summary"] == ["", "written anew"]
    with pytest.raises(NotPermitted):
        strike_interaction(**given | {"by": colleague}, reason="Not mine")
    strike_interaction(**given, reason="Wrong company")
    assert Interaction.objects.get(pk=row.pk).summary == "Struck out."
    with pytest.raises(Refused, match="struck out"):
        change_interaction(**given, **kept, summary="Again")


def test_a_name_suffices_where_it_is_clear(
    lantern: SimpleNamespace, mesa: SimpleNamespace, restricted: SimpleNamespace, colleague: User, manager: User
) -> None:
    ContactFactory(participant=lantern.participant, name="Ana Maria Ruiz", email="ana@lantern.example")
    ContactFactory(participant=mesa.participant, name="Ana Maria Ruiz", email="ana@mesa.example")
    given = {"user": manager, "participant": None}
    found = people_named("lantern contact; ana", user=manager, participant=lantern.participant)
    assert [one.name for one in found.contacts] == ["lantern contact", "Ana Maria Ruiz"]
    found = people_named(f"Ana Maria Ruiz · {mesa.participant.name}; {colleague.name.upper()};", **given)
    assert (found.participant, found.colleagues) == (mesa.participant, [colleague])
    assert people_named("ana@lantern.example", **given).participant == lantern.participant
    for words, refusal in (
        ("Ana Maria Ruiz", "Several people"),
        ("lantern contact; mesa contact", "with Prairie Lantern"),
        ("Nobody Known", "on file"),
        (restricted.contact.name, "on file"),
    ):
        with pytest.raises(Refused, match=refusal):
            people_named(words, **given)
    options = suggestions("lantern contact; Ana Maria", user=manager, participant=None, most=5)
    assert [value for value, _ in options] == [
        f"lantern contact; Ana Maria Ruiz · {company.name}"
        for company in sorted([lantern.participant, mesa.participant], key=lambda one: one.pk)
    ]
