"""Taking down what was said: the outsider first, then one key, a name and a few words."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from accounts.models import User
from participants.actions.interactions import log_interaction
from participants.models import FollowUp, Interaction
from participants.tests.actions.following_up import load_deadlines

LOG = "participants:interaction-log"


def test_what_was_said_is_written_down_from_any_page(
    signed_in: Any, manager: User, member: User, colleague: User, lantern: SimpleNamespace, restricted: SimpleNamespace
) -> None:
    now = datetime.now(UTC)
    load_deadlines(now)
    outsider = signed_in(member)
    assert outsider.get(reverse(LOG)).status_code == 404
    client = signed_in(manager)
    page = client.get(lantern.participant.get_absolute_url()).content.decode()
    assert 'data-key="l"' in page
    assert f"participant={lantern.participant.ref}" in page
    asked = f"{reverse(LOG)}?contact={lantern.contact.ref}&about=IS-2026-00001&next=/participants/"
    dialog = client.get(asked, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in dialog
    assert f'value="{lantern.contact.name}"' in dialog
    assert "About IS-2026-00001" in dialog
    options = reverse("participants:interaction-people")
    assert lantern.contact.name in client.get(options, {"for": "people", "people": "lantern"}).content.decode()
    closed = client.get(options, {"for": "people", "people": restricted.contact.name}).content.decode()
    assert restricted.contact.name not in closed

    given = {
        "people": lantern.contact.name,
        "participant": "",
        "channel": "call",
        "summary": "Wants <b>the</b> form",
        "topics": ["access"],
        "side": "participant",
        "happened_at": now.strftime("%Y-%m-%dT%H:%M"),
        "minutes": "",
        "follow_up": "",
        "when": "days",
        "in_days": "",
        "due_on": "",
        "about": "",
        "next": "/participants/",
    }
    given["happened_at"] = "2026-01-05T09:30"
    assert client.post(reverse(LOG), given | {"people": ""}).status_code == 422
    assert client.post(reverse(LOG), given | {"follow_up": "Send it"}).status_code == 422
    answer = client.post(reverse(LOG), given | {"follow_up": "Send it", "in_days": "2"})
    assert (answer.status_code, answer.url) == (302, "/participants/")
    row = Interaction.objects.get()
    assert (row.participant, row.side, row.follow_up) == (lantern.participant, "participant", FollowUp.objects.get())
    shown = client.get(row.get_absolute_url()).content.decode()
    assert "Wants &lt;b&gt;the" in shown
    listed = client.get(reverse("participants:interaction-list"), {"topic": "access", "q": "form"}).content.decode()
    assert row.ref in listed
    change = reverse("participants:interaction-change", args=[row.ref])
    assert lantern.contact.name in client.get(change).content.decode()
    assert client.post(change, given | {"summary": "Wants two forms"}).status_code == 302
    assert (
        client.post(reverse("participants:interaction-strike", args=[row.ref]), {"reason": "Twice"}).status_code == 302
    )
    assert row.ref not in client.get(reverse("participants:interaction-list")).content.decode()


def test_the_list_takes_the_same_statements_for_many(
    signed_in: Any, manager: User, lantern: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    given = {"participant": lantern.participant, "by": manager, "now": datetime.now(UTC), "contacts": [lantern.contact]}
    client = signed_in(manager)
    for _ in range(2):
        log_interaction(**given, summary="Rang")
    client.get(reverse("participants:interaction-list"))
    with django_assert_num_queries(5):
        client.get(reverse("participants:interaction-list"))
    for _ in range(8):
        log_interaction(**given, summary="Rang")
    with django_assert_num_queries(5):
        client.get(reverse("participants:interaction-list"))
