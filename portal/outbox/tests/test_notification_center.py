"""The center and the bell: one's own news only, grouped by record, marked read by buttons and never by looking."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.models import Participant
from participants.tests.factories import ParticipantFactory
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.models import Notification

LIST = "/notifications/"
UNREAD = "/notifications/unread/"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of news, and participants as what it is about, whatever the apps register."""
    monkeypatch.setitem(kinds._kinds, "test.news", kinds.Kind("test.news", "News of a test", audience="both"))
    monkeypatch.setitem(subjects._scopes, "participants.participant", lambda user: Participant.objects.visible_to(user))


@pytest.fixture
def tell() -> Callable[..., Notification]:
    made = iter(range(10_000))

    def make(person: Any, about: Any = None, **given: Any) -> Notification:
        named = {}
        if about is not None:
            participant = about if isinstance(about, Participant) else about.participant
            named = {
                "about_type": subjects.type_of(about),
                "about_ref": about.ref,
                "participant_id": participant.pk,
            }
        return Notification.objects.create(
            recipient=person, kind="test.news", dedupe_key=f"k{next(made)}", **named | given
        )

    return make


def shown(response: Any) -> list[str]:
    return [group.about.name or group.about.ref for group in response.context["groups"]]


def test_a_person_sees_ones_own_news_only(signed_in, outsider, manager, lantern, mesa, tell):
    foreign = tell(manager, lantern.participant)
    own = tell(outsider, mesa.participant)
    client = signed_in(outsider)
    response = client.get(LIST)
    assert shown(response) == ["Blue Mesa Trading"]
    assert lantern.participant.ref not in response.content.decode()
    for verb in ("open", "read"):
        assert client.post(f"{LIST}{foreign.ref}/{verb}/").status_code == 404
        assert client.get(f"{LIST}{own.ref}/{verb}/").status_code == 405
    client.post(f"{LIST}read/")
    foreign.refresh_from_db()
    own.refresh_from_db()
    assert foreign.read_at is None
    assert own.read_at is not None


def test_an_agent_reads_of_one_principal_at_a_time(signed_in, agent, lantern, mesa, tell):
    tell(agent, lantern.participant)
    tell(agent, mesa.participant)
    client = signed_in(agent)
    assert shown(client.get(LIST)) == ["Blue Mesa Trading"]
    assert client.get(UNREAD).json()["unread"] == 1


def test_what_went_out_of_sight_is_told_by_reference_only(signed_in, manager, restricted, tell):
    tell(manager, restricted.participant)
    text = signed_in(manager).get(LIST).content.decode()
    assert restricted.participant.ref in text
    assert "Quiet Harbor" not in text


def test_news_about_one_record_stand_together_newest_first(signed_in, manager, lantern, mesa, tell):
    for about in (lantern, mesa, lantern):
        tell(manager, about.participant)
    alone = tell(manager)
    response = signed_in(manager).get(LIST)
    assert shown(response) == ["", "Prairie Lantern Energy", "Blue Mesa Trading"]
    assert [len(group.entries) for group in response.context["groups"]] == [1, 2, 1]
    assert response.context["groups"][0].head == alone


def test_only_the_latest_of_many_are_listed(signed_in, manager, lantern, tell):
    for _ in range(8):
        tell(manager, lantern.participant)
    (group,) = signed_in(manager).get(LIST).context["groups"]
    assert (len(group.entries), group.more) == (5, 3)


def test_a_record_is_unread_while_any_line_about_it_is(signed_in, manager, lantern, tell, now):
    tell(manager, lantern.participant)
    for _ in range(6):
        tell(manager, lantern.participant, read_at=now)
    client = signed_in(manager)
    (group,) = client.get(LIST).context["groups"]
    assert group.unread
    client.post(f"{LIST}{group.head.ref}/open/")
    (group,) = client.get(LIST).context["groups"]
    assert not group.unread


def test_looking_marks_nothing_and_opening_marks_the_group_and_leads_there(signed_in, manager, lantern, mesa, tell):
    first, second = tell(manager, lantern.participant), tell(manager, lantern.participant)
    other = tell(manager, mesa.participant)
    client = signed_in(manager)
    client.get(LIST)
    assert Notification.objects.unread().count() == 3
    response = client.post(f"{LIST}{first.ref}/open/")
    assert response["Location"] == lantern.participant.get_absolute_url()
    assert list(Notification.objects.unread()) == [other]
    assert client.post(f"{LIST}{second.ref}/open/").status_code == 302


def test_one_line_or_all_lines_seen_are_marked(signed_in, manager, lantern, mesa, tell):
    one, two = tell(manager, lantern.participant), tell(manager, lantern.participant)
    client = signed_in(manager)
    back = client.post(f"{LIST}{one.ref}/read/?view=unread")
    assert back["Location"] == f"{LIST}?view=unread"
    assert list(Notification.objects.unread()) == [two]
    later = tell(manager, mesa.participant)
    client.post(f"{LIST}read/", {"until": two.ref})
    assert list(Notification.objects.unread()) == [later]
    client.post(f"{LIST}read/", {"until": "NO-NOTTHERE"})
    assert list(Notification.objects.unread()) == [later]


def test_the_unread_view_lists_unread_records_only(signed_in, manager, lantern, mesa, tell, now):
    tell(manager, lantern.participant, read_at=now)
    tell(manager, mesa.participant)
    client = signed_in(manager)
    assert shown(client.get(LIST, {"view": "unread"})) == ["Blue Mesa Trading"]
    Notification.objects.update(read_at=now)
    assert "All read" in client.get(LIST, {"view": "unread"}).content.decode()


def test_pages_follow_each_other(signed_in, manager, tell):
    for _ in range(25):
        tell(manager)
    client = signed_in(manager)
    page = client.get(LIST).context["page"]
    rest = client.get(LIST, {"after": page.last}).context["page"]
    assert (len(page.rows), len(rest.rows)) == (20, 5)
    assert client.get(LIST, {"after": "1 OR 1=1"}).status_code == 200


@pytest.mark.parametrize("persona", ["manager", "member"])
def test_the_center_costs_the_same_for_2_rows_and_for_20(request, signed_in, persona, lantern, tell):
    person = request.getfixturevalue(persona)
    client = signed_in(person)

    def statements(rows: int, url: str) -> int:
        for _ in range(rows):
            tell(person, lantern.participant)
            tell(person, ParticipantFactory() if person.is_staff else lantern.participant)
            tell(person)
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    assert statements(2, LIST) == statements(18, LIST) <= 14
    assert statements(2, f"{LIST}latest/") == statements(18, f"{LIST}latest/") <= 10


def test_the_bell_answers_unchanged_until_something_changes(signed_in, manager, lantern, tell):
    client = signed_in(manager)
    tell(manager, lantern.participant)
    first = client.get(UNREAD)
    assert first.json() == {"unread": 1, "words": "1"}
    assert first["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first["Vary"]
    again = client.get(UNREAD, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    tell(manager, lantern.participant)
    assert client.get(UNREAD, headers={"If-None-Match": first["ETag"]}).json()["unread"] == 2


def test_two_people_in_one_browser_never_share_an_answer(signed_in, manager, colleague):
    tag = signed_in(manager).get(UNREAD)["ETag"]
    assert signed_in(colleague).get(UNREAD, headers={"If-None-Match": tag}).status_code == 200


def test_the_bell_costs_one_statement_of_its_own_and_counts_to_a_limit(signed_in, manager, tell):
    client = signed_in(manager)
    client.get(LIST)  # a page, which keeps the list of sessions; the bell alone never does
    for _ in range(105):
        tell(manager)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(UNREAD).json() == {"unread": 100, "words": "99+"}
    own = [query["sql"] for query in captured.captured_queries if "outbox_notification" in query["sql"]]
    assert len(own) == 1
    assert len(captured) <= 2  # session and person are the other


def test_the_bell_keeps_no_session_alive(signed_in, manager):
    client = signed_in(manager)
    client.get(LIST)
    session = client.session
    session["activity_noted_at"] = 0
    session.save()
    assert client.get(UNREAD).cookies.get("portal_session") is None
    assert client.session["activity_noted_at"] == 0
    client.get(LIST)
    assert client.session["activity_noted_at"] > 0


def test_the_bell_tells_nothing_to_nobody_and_gathers_no_messages(client, manager, db):
    assert client.get(UNREAD).status_code == 401
    client.force_login(manager)  # without the second factor that staff need
    answer = client.get(UNREAD)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "_messages" not in client.session


def test_no_page_pays_for_the_bell(signed_in, manager, tell):
    tell(manager)
    client = signed_in(manager)
    client.get("/staff/")
    with CaptureQueriesContext(connection) as captured:
        text = client.get("/staff/").content.decode()
    assert UNREAD in text
    assert not [query for query in captured.captured_queries if "outbox_notification" in query["sql"]]


@pytest.mark.parametrize("until", ["\x00", "NO-\x00", "NO-NOBODYS", "x" * 5000])
def test_what_is_no_line_of_ones_own_marks_nothing(signed_in, manager, lantern, tell, until):
    row = tell(manager, lantern.participant)
    assert signed_in(manager).post(f"{LIST}read/", {"until": until}).status_code == 302
    row.refresh_from_db()
    assert row.read_at is None


def test_news_of_every_type_opens_for_participants_users(signed_in, outsider, mesa, tell):
    """Rows are read behind the wall, where no colleague's whole row may be."""
    for number, type_ in enumerate(sorted(subjects.registered())):
        tell(outsider, about_type=type_, about_ref=f"XX-{number}", participant_id=mesa.participant.pk)
    client = signed_in(outsider)
    assert client.get(LIST).status_code == 200
    assert client.get("/notifications/latest/").status_code == 200
