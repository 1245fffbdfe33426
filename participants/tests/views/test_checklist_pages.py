"""The desk's pages of checklists: the outsider first, then what they show, the plan, and how many statements."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.evidence import lapse_item
from participants.actions.flights import add_flight
from participants.actions.requirements import next_version
from participants.actions.reviews import return_item
from participants.models import Checklist, RequirementBlock
from participants.requirements import items_of
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, settle
from participants.tests.views.checklist_pages import longer, present, read, url
from portal.documents.tests.files import upload
from portal.scoping.today import market_day

MOST = 10
PAGES = ("checklist-detail", "checklist-plan", "checklist-plan-preview")


@pytest.fixture
def when(db: None) -> datetime:
    now = present()
    load_what_is_asked(now)
    return now


@pytest.fixture
def checklist(lantern: SimpleNamespace, manager: User, when: datetime) -> Checklist:
    return opened(applying(lantern.participant), manager, when)


@pytest.fixture
def retail(lantern: SimpleNamespace, manager: User, when: datetime) -> Checklist:
    """Of a retailer, whose items need a test flight."""
    return opened(applying(lantern.participant, "LSE-CR-REP"), manager, when)


@pytest.fixture
def flight(supervisor: User, when: datetime) -> Any:
    today = market_day(when)
    starts = today + timedelta(days=200)
    return add_flight(
        code=f"{starts:%m%y}", starts_on=starts, ends_on=starts + timedelta(days=30),
        application_deadline=when + timedelta(days=150), registration_deadline=when + timedelta(days=180),
        texas_set="5.0", source="tests", tag="P", by=supervisor, now=when,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_page(request: Any, signed_in: Any, checklist: Checklist, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    urls = [url(name, checklist) for name in PAGES]
    urls += [url("checklist-open", checklist.registration), url("participant-checklists", checklist.participant)]
    assert {client.get(one).status_code for one in urls} == {404}


def test_a_colleague_reads_and_does_not_plan(signed_in: Any, colleague: User, checklist: Checklist) -> None:
    client = signed_in(colleague)
    page = read(client, url("checklist-detail", checklist))
    assert url("checklist-plan", checklist) not in page
    assert "Only the people assigned to this participant" in page
    assert client.get(url("checklist-plan", checklist)).status_code == 403
    assert client.post(url("checklist-plan", checklist), {"target_on": "2030-01-15"}).status_code == 403
    assert client.get(url("checklist-open", checklist.registration)).status_code == 403


def test_the_page_says_how_far_it_is_and_who_acts_next(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime
) -> None:
    settle(checklist, ["COM-01", "COM-02"], manager, when)
    submit_item(item=item(checklist, "COM-03"), by=manager, now=when, values={"legal_name": "Lantern"})
    response = signed_in(manager).get(url("checklist-detail", checklist))
    sheet = response.context["sheet"]
    assert (sheet.settled, len(sheet.mandatory)) == (2, checklist.items.filter(mandatory=True).count())
    assert sheet.next[0].who == "Participant"
    assert [one.who for one in sheet.next][1:] == ["REG", "TRN", "Waiting for other items"]
    page = response.content.decode()
    assert "2 of 15" in page
    assert "waits for" in page
    assert "unverified" in page
    assert "no day yet" in page


def test_views_narrow_the_items(signed_in: Any, manager: User, checklist: Checklist, when: datetime) -> None:
    settle(checklist, ["COM-01"], manager, when)
    client = signed_in(manager)

    def codes(view: str) -> set[str]:
        answer = client.get(url("checklist-detail", checklist, view=view))
        return {line.code for _, lines in answer.context["blocks"] for line in lines}

    assert codes("participant") == {"COM-02"}
    submit_item(item=item(checklist, "COM-02"), by=manager, now=when, values={"duns": "555555555"})
    assert codes("review") == {"COM-02"}
    assert "COM-01" not in codes("open")
    assert "COM-01" in codes("all")
    assert codes("participant") == set()
    assert codes("late") == set()
    assert codes("nonsense") == codes("all")


def test_a_day_gives_each_item_its_last_day_with_the_reason_one_click_away(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime
) -> None:
    client = signed_in(manager)
    wanted = market_day(when) + timedelta(days=400)
    answer = client.post(url("checklist-plan", checklist), {"target_on": wanted.isoformat()})
    assert answer.status_code == 302
    checklist.refresh_from_db()
    assert checklist.target_on == wanted
    page = read(client, answer["Location"])
    assert "/deadlines/" in page
    assert "Show as table" in page
    assert 'role="img"' in page
    again = client.post(url("checklist-plan", checklist), {"target_on": wanted.isoformat()})
    assert again.status_code == 422
    assert "planned that way already" in again.content.decode()


def test_a_day_too_near_shows_what_is_late_already(signed_in: Any, manager: User, checklist: Checklist, when: Any):
    client = signed_in(manager)
    near = market_day(when) + timedelta(days=3)
    preview = read(client, url("checklist-plan-preview", checklist, target_on=near.isoformat()))
    assert "late already" in preview
    checklist.refresh_from_db()
    assert checklist.target_on is None
    client.post(url("checklist-plan", checklist), {"target_on": near.isoformat()})
    response = client.get(url("checklist-detail", checklist, view="late"))
    assert response.context["sheet"].late
    assert "late already" in response.content.decode()


def test_a_day_that_has_passed_is_refused_in_words(signed_in: Any, manager: User, checklist: Checklist) -> None:
    client = signed_in(manager)
    assert "has passed" in read(client, url("checklist-plan-preview", checklist, target_on="2020-01-15"))
    answer = client.post(url("checklist-plan", checklist), {"target_on": "2020-01-15"})
    assert answer.status_code == 422
    assert "has passed" in answer.content.decode()
    assert "valid date" in read(client, url("checklist-plan-preview", checklist, target_on="soon"))


def test_no_published_flight_ahead_is_a_state_of_its_own(signed_in: Any, manager: User, retail: Checklist) -> None:
    client = signed_in(manager)
    page = read(client, url("checklist-detail", retail))
    assert "<strong>No published flight ahead.</strong>" in page
    form = read(client, url("checklist-plan", retail))
    assert "No published flight can be applied for any more" in form


def test_a_flight_is_chosen_with_its_deadlines(signed_in: Any, manager: User, retail: Checklist, flight: Any) -> None:
    client = signed_in(manager)
    preview = read(client, url("checklist-plan-preview", retail, flight=flight.code))
    assert "To join the flight starting" in preview
    assert "late already" in preview or "none is late yet" in preview
    assert client.post(url("checklist-plan", retail), {"flight": flight.code}).status_code == 302
    page = read(client, url("checklist-detail", retail))
    assert "Apply by" in page
    assert "Register by" in page
    assert "No published flight ahead" not in page


def test_a_flight_is_asked_for_only_where_an_item_needs_one(
    signed_in: Any, manager: User, checklist: Checklist, retail: Checklist, flight: Any
) -> None:
    client = signed_in(manager)
    assert 'name="flight"' not in read(client, url("checklist-plan", checklist))
    assert 'name="flight"' in read(client, url("checklist-plan", retail))


def test_flights_of_the_past_are_not_offered(signed_in: Any, manager: User, retail: Checklist) -> None:
    answer = signed_in(manager).post(url("checklist-plan", retail), {"flight": "0625"})
    assert answer.status_code == 422
    assert "not one of the available choices" in answer.content.decode()


def test_opening_offers_what_was_shown_before_with_what_when_and_where(
    signed_in: Any, manager: User, checklist: Checklist, lantern: SimpleNamespace, when: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, when)
    registration = applying(lantern.participant, "CRRAH")
    client = signed_in(manager)
    form = read(client, url("checklist-open", registration))
    assert "COM-03 – " in form
    assert "for IMRE" in form
    assert 'value="COM-03"' in form
    assert "checked" in form
    answer = client.post(url("checklist-open", registration), {"reuse": ["COM-03"]})
    assert answer.status_code == 302
    new = registration.checklist
    assert item(new, "COM-03").reused_from == item(checklist, "COM-03")
    assert "shown for another registration" in read(client, answer["Location"])
    there = client.get(url("checklist-open", registration))
    assert there.status_code == 302
    assert there["Location"] == new.get_absolute_url()


def test_a_tick_taken_away_asks_anew(
    signed_in: Any, manager: User, checklist: Checklist, lantern: SimpleNamespace, when: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, when)
    registration = applying(lantern.participant, "CRRAH")
    signed_in(manager).post(url("checklist-open", registration), {"reuse": []})
    assert item(registration.checklist, "COM-03").state == "not_started"


def test_nothing_of_another_company_counts(
    signed_in: Any, senior: User, manager: User, checklist: Checklist, mesa: SimpleNamespace, when: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, when)
    registration = applying(mesa.participant, "CRRAH")
    client = signed_in(senior)
    assert 'name="reuse"' not in read(client, url("checklist-open", registration))
    client.post(url("checklist-open", registration), {"reuse": ["COM-03"]})
    assert item(registration.checklist, "COM-03").state == "not_started"


def test_a_profile_asks_for_more(signed_in: Any, manager: User, lantern: SimpleNamespace, when: datetime) -> None:
    registration = applying(lantern.participant, "QSE")
    profile, _ = type(registration.role).objects.get_or_create(
        code="QSE-R", defaults={"name": "QSE with resources", "kind": "profile", "source": "tests"}
    )
    type(profile).objects.filter(pk=profile.pk).update(parent=registration.role, kind="profile")
    client = signed_in(manager)
    assert "QSE-R" in read(client, url("checklist-open", registration))
    client.post(url("checklist-open", registration), {"profile": "QSE-R"})
    assert registration.checklist.items.filter(code__startswith="QSR").exists()


def test_the_participants_page_lists_checklists_and_what_has_none(
    signed_in: Any, manager: User, checklist: Checklist, lantern: SimpleNamespace
) -> None:
    page = read(signed_in(manager), url("participant-checklists", checklist.participant))
    assert checklist.get_absolute_url() in page
    assert "0 of 15" in page
    assert url("checklist-open", lantern.qse) in page


def test_the_registration_leads_to_its_checklist(
    signed_in: Any, manager: User, checklist: Checklist, lantern: SimpleNamespace
) -> None:
    client = signed_in(manager)
    assert checklist.get_absolute_url() in read(client, checklist.registration.get_absolute_url())
    assert url("checklist-open", lantern.qse) in read(client, lantern.qse.get_absolute_url())


def test_roles_are_compared_before_anything_is_opened(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, when)
    for code in ("QSE", "CRRAH"):
        applying(checklist.participant, code).delete()
    client = signed_in(manager)
    empty = read(client, url("checklist-compare", checklist.participant))
    assert "Choose one or several roles" in empty
    auction = market_day(when) + timedelta(days=30)
    address = url("checklist-compare", checklist.participant) + f"?role=QSE&role=CRRAH&by={auction.isoformat()}"
    response = client.get(address)
    found = response.context["found"]
    assert [one.role.code for one in found.candidates] == ["QSE", "CRRAH"] or len(found.candidates) == 2
    shared = {row.item.code: row for row in found.shared}
    assert shared["COM-03"].shown == item(checklist, "COM-03")
    assert shared["COM-04"].shown is None
    crrah = next(one for one in found.candidates if one.role.code == "CRRAH")
    assert [(rule.lead_time.code, rule.last_day) for rule in crrah.rules] == [
        ("LT-CRRAH-APPLY", auction - timedelta(days=15))
    ]
    assert crrah.needed < crrah.mandatory
    assert "CRRAH application before the first auction or purchase: 15 days" in response.content.decode()


def test_a_comparison_forgives_what_it_cannot_read(signed_in: Any, manager: User, checklist: Checklist) -> None:
    client = signed_in(manager)
    address = url("checklist-compare", checklist.participant) + "?role=NOPE&by=soon"
    assert client.get(address).status_code == 200


def statements(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) <= MOST, "\n".join(query["sql"][:200] for query in captured.captured_queries)
    return len(captured)


def test_a_newer_version_and_a_flight_take_no_more_than_that(
    signed_in: Any, manager: User, supervisor: User, retail: Checklist, flight: Any, when: datetime
) -> None:
    block = RequirementBlock.objects.get(code="COM")
    first, *others = items_of(block.versions.current().get())
    draft = [replace(first, evidence="another note"), *others]
    next_version(block=block, items=draft, note="Changed", by=supervisor, now=when)
    client = signed_in(manager)
    client.post(url("checklist-plan", retail), {"flight": flight.code})
    statements(client, url("checklist-detail", retail))
    assert "follow version 2, or stay with 1" in read(client, url("checklist-detail", retail))


def test_what_is_settled_waits_for_nothing(signed_in: Any, manager: User, checklist: Checklist, when: datetime) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, when)
    lapse_item(item=item(checklist, "COM-02"), by=None, now=when, reason="It counts no more")
    lines = signed_in(manager).get(url("checklist-detail", checklist)).context["sheet"].lines
    assert {line.code: line.waits for line in lines}["COM-03"] == ()


def test_the_past_comes_after_the_page(signed_in: Any, manager: User, checklist: Checklist) -> None:
    client = signed_in(manager)
    assert url("checklist-past", checklist) in read(client, url("checklist-detail", checklist))
    assert "Checklist opened" in read(client, url("checklist-past", checklist))


@pytest.mark.parametrize("view", ["all", "open", "late"])
def test_a_checklist_costs_the_same_for_15_items_and_for_45(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime, view: str
) -> None:
    client = signed_in(manager)
    client.post(url("checklist-plan", checklist), {"target_on": (market_day(when) + timedelta(90)).isoformat()})
    address, found = url("checklist-detail", checklist, view=view), []
    for number in (15, 30, 45):
        longer(checklist, number)
        assert checklist.items.count() == number
        found.append(statements(client, address))
    assert len(set(found)) == 1


def test_the_home_of_the_account_manager_counts_what_is_wrong(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime
) -> None:
    settle(checklist, ["COM-01"], manager, when)
    submit_item(
        item=item(checklist, "COM-02"), by=manager, now=when, documents=[upload()], values={"duns": "555555555"}
    )
    return_item(item=item(checklist, "COM-02"), by=reviewer("REG"), now=when, comment="Illegible")
    lapse_item(item=item(checklist, "COM-01"), by=None, now=when, reason="It counts no more")
    client = signed_in(manager)
    tiles = {tile.label: tile for tile in client.get("/").context["tiles"]}
    assert [tiles[name].value for name in ("Returned items", "Items at risk", "Late items")] == ["1", "1", "0"]
    assert "COM-02" in read(client, tiles["Returned items"].url)
    assert "COM-01" in read(client, tiles["Items at risk"].url)
