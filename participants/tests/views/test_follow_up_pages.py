"""Pages of follow-ups: the outsider first, then the list, the forms and what they refuse."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Absence, User
from participants.actions.follow_up_steps import wait_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.models import FollowUp
from participants.tests.actions.following_up import clock_of, load_deadlines
from participants.tests.factories import FollowUpFactory
from portal.scoping.today import market_day

FORMS = ("change", "hand-over", "postpone", "wait", "resume", "finish", "cancel")
LIST = "participants:follow-up-list"
DAYS = {"when": "days", "in_days": "4", "due_on": ""}


@pytest.fixture
def follow_up(lantern: SimpleNamespace, manager: User) -> FollowUp:
    now = datetime.now(UTC)
    load_deadlines(now)
    terms = {"participant": lantern.participant, "in_days": 2, "by": manager, "now": now}
    return add_follow_up(**terms, title="Call lantern", note="Their bank <b>failed</b>")


@pytest.fixture
def today(follow_up: FollowUp) -> date:
    return market_day(datetime.now(UTC))


def url(name: str, row: Any = None) -> str:
    return reverse(f"participants:follow-up-{name}", args=[row.ref] if row is not None else [])


def titles(client: Client, question: str = "") -> list[str]:
    response = client.get(f"{reverse(LIST)}?{question}")
    assert response.status_code == 200
    return [row.title for row in response.context["page"].rows]


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_page(request, signed_in, follow_up, who):
    client = signed_in(request.getfixturevalue(who))
    urls = [reverse(LIST), url("preview"), url("detail", follow_up), url("add", follow_up.participant)]
    for address in [*urls, *(url(form, follow_up) for form in FORMS)]:
        assert client.get(address).status_code == 404, address
        assert client.post(address, DAYS | {"title": "Mine"}).status_code in {404, 405}, address
    assert FollowUp.objects.get().state == "open"


def test_of_a_restricted_participant_nothing_is_shown_to_whom_it_is_closed(signed_in, restricted, senior, colleague):
    row = FollowUpFactory(participant=restricted.participant, responsible=senior, title="Call harbor")
    client = signed_in(colleague)
    assert titles(client, "responsible=all&view=upcoming") == []
    assert "Call harbor" not in client.get(reverse("search") + "?q=call").content.decode()
    for form in ("detail", *FORMS):
        assert client.get(url(form, row)).status_code == 404, form
    assert client.get(url("add", restricted.participant)).status_code == 404
    assert signed_in(senior).get(url("detail", row)).status_code == 200


def test_a_colleague_reads_but_is_told_why_not_to_write(signed_in, follow_up, colleague):
    client = signed_in(colleague)
    page = client.get(url("detail", follow_up)).content.decode()
    assert "Their bank &lt;b&gt;failed" in page
    assert "assigned to this participant" in page
    assert url("finish", follow_up) not in page
    for form in FORMS:
        response = client.post(url(form, follow_up), DAYS | {"reason": "Later"})
        assert response.status_code == 403, form
        assert "assigned to this participant" in response.content.decode()


def test_every_form_opens_for_the_account_manager(signed_in, follow_up, manager):
    client = signed_in(manager)
    for address in (url("add", follow_up.participant), *(url(form, follow_up) for form in FORMS)):
        assert client.get(address).status_code == 200, address


def test_one_is_added_from_the_participants_page(signed_in, manager, follow_up, lantern):
    client = signed_in(manager)
    page = lantern.participant.get_absolute_url()
    assert url("add", lantern.participant) in client.get(page).content.decode()
    response = client.post(url("add", lantern.participant), DAYS | {"title": "Send the form", "note": ""})
    assert (response.status_code, response["Location"]) == (302, page)
    made = FollowUp.objects.get(title="Send the form")
    assert made.responsible == manager
    assert clock_of(made).amount == 4
    text = client.get(page).content.decode()
    assert "Send the form" in text
    assert made.get_absolute_url() in text


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"when": "day", "due_on": "2020-01-06"}, "from today on"),
        ({"when": "day", "due_on": ""}, "This field is required."),
        ({"when": "day", "due_on": "9999-12-31"}, "before the year 3000"),
        ({"when": "days", "in_days": ""}, "This field is required."),
        ({"when": "days", "in_days": "0"}, "greater than or equal to 1"),
        ({"when": "never"}, "not one of the available choices"),
        ({"title": ""}, "required"),
    ],
)
def test_what_cannot_be_kept_stands_in_words_beside_the_form(signed_in, manager, follow_up, given, reason):
    response = signed_in(manager).post(url("add", follow_up.participant), DAYS | {"title": "Send the form"} | given)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert FollowUp.objects.count() == 1


def test_what_is_not_chosen_may_hold_anything(signed_in, manager, follow_up):
    given = {"when": "days", "in_days": "3", "due_on": "nonsense", "title": "Send the form"}
    assert signed_in(manager).post(url("add", follow_up.participant), given).status_code == 302


def test_somebody_who_is_no_choice_reads_so(signed_in, manager, follow_up, member):
    given = DAYS | {"title": "Send the form", "responsible": member.ref}
    response = signed_in(manager).post(url("add", follow_up.participant), given)
    assert "not one of the available choices" in response.content.decode()


def test_the_preview_names_the_day_and_why(signed_in, manager, follow_up, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 25, 16, 0, tzinfo=UTC))
    client = signed_in(manager)

    def said(**given: str) -> str:
        return client.get(url("preview"), given).content.decode()

    assert "Monday, November 30, 2026" in said(when="days", in_days="1")
    assert ": Nov 26 (Thanksgiving Day)" in said(when="days", in_days="1")
    assert "Nov 28 and 29 (weekend) do not count" in said(when="day", due_on="2026-11-27")
    assert "from today on" in said(when="day", due_on="2026-11-24")
    assert "This field is required." in said(when="day")
    assert "Due" not in said()


def test_the_list_sorts_by_day_into_its_views(signed_in, manager, follow_up, lantern, today):
    terms = {"participant": lantern.participant, "responsible": manager}
    FollowUpFactory(**terms, title="Overdue", due_on=today - timedelta(9))
    FollowUpFactory(**terms, title="More overdue", due_on=today - timedelta(19))
    FollowUpFactory(**terms, title="Far", due_on=today + timedelta(90))
    FollowUpFactory(**terms, title="Done", due_on=today, state="done", done_at=datetime.now(UTC))
    FollowUpFactory(**terms, title="Waiting", due_on=today - timedelta(30), state="waiting", waiting_for="their file")
    client = signed_in(manager)
    assert titles(client) == titles(client, "view=due") == ["More overdue", "Overdue"]
    assert titles(client, "view=overdue") == ["More overdue", "Overdue"]
    assert titles(client, "view=today") == []
    assert titles(client, "view=upcoming") == ["Call lantern", "Far"]
    assert titles(client, "view=waiting") == ["Waiting"]
    assert titles(client, "view=done") == ["Done"]
    assert titles(client, "view=upcoming&q=CALL") == ["Call lantern"]
    assert titles(client, "view=nonsense") == ["More overdue", "Overdue"]
    counts = {key: count for key, _label, count in client.get(reverse(LIST)).context["tabs"]}
    assert counts == {"due": "2", "overdue": "2", "today": "0", "upcoming": "2", "waiting": "1", "done": "1"}


def test_account_managers_see_their_own_first_and_supervisors_everybodys(
    signed_in, manager, colleague, supervisor, follow_up
):
    assert titles(signed_in(manager), "view=upcoming") == ["Call lantern"]
    assert titles(signed_in(colleague), "view=upcoming") == []
    assert titles(signed_in(colleague), "view=upcoming&responsible=all") == ["Call lantern"]
    offered = signed_in(colleague).get(f"{reverse(LIST)}?view=upcoming&responsible=all").content.decode()
    assert url("finish", follow_up) not in offered, "no button where the answer would be no"
    assert titles(signed_in(supervisor), "view=upcoming") == ["Call lantern"]
    assert titles(signed_in(supervisor), f"view=upcoming&responsible={colleague.ref}") == []
    assert titles(signed_in(supervisor), f"view=upcoming&responsible={manager.ref}") == ["Call lantern"]


def test_standing_in_shows_the_colleagues_and_lets_finish_them(signed_in, manager, colleague, follow_up):
    Absence.objects.create(person=manager, stand_in=colleague, starts_on="2020-01-01", ends_on="2099-01-01")
    client = signed_in(colleague)
    assert titles(client, "view=upcoming") == ["Call lantern"]
    assert client.post(url("finish", follow_up)).status_code == 302


def test_the_lists_button_finishes_and_comes_back(signed_in, manager, follow_up):
    client = signed_in(manager)
    here = f"{reverse(LIST)}?view=upcoming"
    assert url("finish", follow_up) in client.get(here).content.decode()
    response = client.post(url("finish", follow_up), {"next": here})
    assert response["Location"] == here
    assert titles(client, "view=done") == ["Call lantern"]
    again = client.post(url("finish", follow_up), {"next": here})
    assert again.status_code == 422
    assert "This follow-up is over" in again.content.decode()


def test_coming_back_leads_nowhere_else(signed_in, manager, follow_up):
    response = signed_in(manager).post(url("finish", follow_up), {"next": "https://evil.example/"})
    assert response["Location"] == follow_up.get_absolute_url()


def test_postponing_waiting_and_resuming_by_form(signed_in, manager, follow_up):
    client = signed_in(manager)
    refused = client.post(url("postpone", follow_up), DAYS | {"reason": ""})
    assert refused.status_code == 422
    assert client.post(url("postpone", follow_up), DAYS | {"reason": "They asked"}).status_code == 302
    assert client.post(url("wait", follow_up), {"waiting_for": "their file"}).status_code == 302
    page = client.get(follow_up.get_absolute_url()).content.decode()
    assert "their file" in page
    assert url("resume", follow_up) in page
    assert client.post(url("resume", follow_up), {"when": "before"}).status_code == 302
    page = client.get(follow_up.get_absolute_url()).content.decode()
    assert "They asked" in page
    follow_up.refresh_from_db()
    assert follow_up.state == "open"


def test_a_waiting_one_has_no_day_and_says_for_what(signed_in, manager, follow_up):
    wait_follow_up(follow_up=follow_up, by=manager, now=datetime.now(UTC), waiting_for="their file")
    assert "waits for: their file" in signed_in(manager).get(f"{reverse(LIST)}?view=waiting").content.decode()


def test_the_date_leads_to_why(signed_in, manager, follow_up):
    for address in (follow_up.get_absolute_url(), f"{reverse(LIST)}?view=upcoming"):
        assert f"/deadlines/{clock_of(follow_up).ref}/" in signed_in(manager).get(address).content.decode()


def test_a_deadline_missed_before_stays_on_the_page(signed_in, manager, lantern):
    then = datetime.now(UTC) - timedelta(20)
    load_deadlines(then)
    terms = {"by": manager, "now": then}
    row = add_follow_up(participant=lantern.participant, title="Call lantern", in_days=1, **terms)
    missed = clock_of(row)
    assert signed_in(manager).post(url("postpone", row), DAYS | {"reason": "Forgotten"}).status_code == 302
    page = signed_in(manager).get(row.get_absolute_url()).content.decode()
    assert clock_of(row) != missed
    assert all(f"/deadlines/{clock.ref}/" in page for clock in (missed, clock_of(row)))
    assert "missed, was due" in page


def test_it_is_found_by_its_words(signed_in, manager, follow_up):
    assert "Call lantern" in signed_in(manager).get(reverse("search") + "?q=call").content.decode()
