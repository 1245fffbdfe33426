"""The participants' side of checklists: what is wanted next, evidence in and out, and nothing of the staff's own."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from participants.actions.checklist_items import ask_for_item, submit_item
from participants.actions.reviews import accept_item, note_item, return_item
from participants.actions.waivers import ask_waiver, grant_waiver
from participants.models import ChecklistItem, ItemEvidence, ItemRound, MarketRole
from participants.models import TestFlight as Flight
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, settle
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import MembershipFactory
from portal.documents.tests.files import PDF, upload
from portal.testing import acting, furnish_checklist, member_of

DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    """The pages ask the clock themselves."""
    return datetime.now(UTC)


@pytest.fixture
def checklist(lantern, manager, now):
    load_what_is_asked(now)
    return opened(applying(lantern.participant), manager, now)


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def section(text, anchor):
    """The card with that anchor, "" where there is none."""
    begin = text.find(f'id="{anchor}"')
    return text[begin : text.find("</section>", begin)] if begin >= 0 else ""


def test_the_page_sorts_items_by_whose_turn_it_is(signed_in, member, checklist, manager, now):
    settle(checklist, ["COM-01"], manager, now)
    submit_item(item=item(checklist, "COM-02"), by=manager, now=now, values={"duns": "555555555"})
    text = text_of(signed_in(member), checklist.get_my_url())
    assert "COM-12" in section(text, "ours")
    assert "COM-02" in section(text, "with-us")
    assert "with REG since" in section(text, "with-us")
    assert "DUNS number obtained" in section(text, "later")
    assert "COM-01" in section(text, "settled")
    assert "1 of 15 settled" in text


def test_what_is_needed_is_counted_and_stands_on_the_home(signed_in, member, checklist):
    client = signed_in(member)
    wanted = section(text_of(client, checklist.get_my_url()), "needed").count('class="row-link"')
    assert wanted
    words = f"{wanted} thing{'' if wanted == 1 else 's'} we need from you"
    assert words in text_of(client, checklist.get_my_url())
    assert words in text_of(client, reverse("my-home"))
    assert words in text_of(client, reverse("my-checklists"))


def test_the_home_has_no_such_card_where_nothing_is_needed(signed_in, member):
    assert "we need from you" not in text_of(signed_in(member), reverse("my-home"))
    assert "No checklists yet" in text_of(signed_in(member), reverse("my-checklists"))


def test_the_last_day_says_why(signed_in, member, lantern, manager, now):
    load_what_is_asked(now)
    year = now.year + 1
    flight = Flight.objects.create(
        code=f"06{year % 100}",
        starts_on=date(year, 6, 8),
        ends_on=date(year, 7, 16),
        application_deadline=datetime(year, 5, 12, 22, tzinfo=UTC),
        registration_deadline=datetime(year, 6, 1, 22, tzinfo=UTC),
        source="tests",
        tag="V",
    )
    registration = applying(lantern.participant, "LSE")
    profile = MarketRole.objects.create(
        code="LSE-CR-REP", name="Retailer", kind="profile", parent=registration.role, source="tests"
    )
    sheet = opened(registration, manager, now, profile=profile, flight=flight)
    client = signed_in(member)
    text = text_of(client, sheet.get_my_url())
    reason = f"so that flight {flight.code} can be joined: application until May 12, {year}"
    assert reason in text
    assert f"so that all is ready when flight {flight.code} begins on Jun 8, {year}" in text
    assert f"flight {flight.code} runs until Jul 16, {year}" in text
    assert "so that everything is done by" in text
    assert reason in text_of(client, item(sheet, "REP-02").get_my_url())
    assert 'id="no-flight"' not in text


def test_no_published_flight_ahead_is_said_as_such(signed_in, member, lantern, manager, now):
    load_what_is_asked(now)
    registration = applying(lantern.participant, "LSE")
    profile = MarketRole.objects.create(
        code="LSE-CR-REP", name="Retailer", kind="profile", parent=registration.role, source="tests"
    )
    text = text_of(signed_in(member), opened(registration, manager, now, profile=profile).get_my_url())
    assert "No test flight is published ahead." in text
    assert "not known before a flight is published" in text


def test_a_passed_last_day_is_late(signed_in, member, checklist, manager, now):
    ChecklistItem.objects.filter(pk=item(checklist, "COM-01").pk).update(due_on=(now - 30 * DAY).date())
    text = text_of(signed_in(member), checklist.get_my_url())
    assert "The last day of 1 item has passed." in text
    assert "Late" in text_of(signed_in(member), reverse("my-home"))


def test_an_item_says_what_is_asked_and_how_sure_that_is(signed_in, member, checklist):
    client = signed_in(member)
    text = text_of(client, item(checklist, "COM-05").get_my_url())
    for told in ("Payment reference", "9.16.2", "It is judged after", "COM-04", "You may send your evidence already"):
        assert told in text
    assert "Unverified" not in text
    assert "Unverified" in text_of(client, item(checklist, "COM-07").get_my_url())


def test_evidence_is_sent_with_files_fields_and_a_remark(signed_in, member, checklist):
    judge = reviewer("REG")
    row = item(checklist, "COM-02")
    client = signed_in(member)
    given = {"ask_duns": "55-555-5555", "remark": "Here it is", "documents": [upload("one.pdf"), upload("two.pdf")]}
    response = client.post(row.get_my_url(), given, follow=True)
    assert response.redirect_chain == [(row.get_my_url(), 302)]
    text = response.content.decode()
    for told in ("Here it is", "555555555", "one.pdf", "two.pdf", "Mia Member", "It has arrived", "Take back"):
        assert told in text
    row.refresh_from_db()
    assert (row.state, row.values) == ("submitted", {"duns": "555555555"})
    assert judge.name not in text


def test_a_wrong_field_is_told_beside_it_and_nothing_is_kept(signed_in, member, checklist):
    row = item(checklist, "COM-02")
    client = signed_in(member)
    response = client.post(row.get_my_url(), {"ask_duns": "12", "documents": [upload()]})
    assert response.status_code == 422
    assert 'id="id_ask_duns_error"' in response.content.decode()
    assert client.post(row.get_my_url(), {"documents": [upload()]}).status_code == 422
    bad = client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload("page.html")]})
    assert bad.status_code == 422
    assert "Files of this kind are not stored" in bad.content.decode()
    assert not ItemRound.objects.exists()


def test_nothing_at_all_is_no_evidence(signed_in, member, checklist):
    response = signed_in(member).post(item(checklist, "COM-04").get_my_url(), {})
    assert response.status_code == 422
    assert "something has to show that it is so" in response.content.decode()


def test_what_was_sent_back_says_so_first_and_is_sent_again(signed_in, member, checklist, now):
    judge, row, client = reviewer("REG"), item(checklist, "COM-02"), signed_in(member)
    client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload("first.pdf")]})
    return_item(item=row, by=judge, now=now, comment="The name differs.\nSend the newer one.")
    text = text_of(client, row.get_my_url())
    assert "REG sent it back" in text
    assert "The name differs.<br>Send the newer one." in text
    assert judge.name not in text
    assert "Send it again" in text
    assert 'value="555555555"' in text
    client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload("second.pdf")]})
    text = text_of(client, row.get_my_url())
    assert text.index("Round 2") < text.index("Round 1")


def test_what_is_asked_for_is_told_with_its_reason(signed_in, member, checklist, manager, now):
    row = ask_for_item(item=item(checklist, "COM-06"), by=manager, now=now, note="Please name a backup <b>too</b>")
    text = text_of(signed_in(member), row.get_my_url())
    assert "Please name a backup &lt;b&gt;too&lt;/b&gt;" in text


def test_evidence_is_taken_back_until_somebody_reviews_it(signed_in, member, checklist, now):
    row, client = item(checklist, "COM-02"), signed_in(member)
    client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload()]})
    address = reverse("my-checklist-item-take-back", args=[row.ref])
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    row.refresh_from_db()
    assert row.state == "waiting"
    again = client.post(address)
    assert again.status_code == 422
    assert "can be taken back" in again.content.decode()


def test_the_own_file_comes_back_as_a_download(signed_in, member, checklist, outsider):
    row, client = item(checklist, "COM-02"), signed_in(member)
    client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload("mine.pdf")]})
    address = reverse("my-checklist-evidence", args=[ItemEvidence.objects.get().ref])
    response = client.get(address)
    assert response.content == PDF
    assert response["Content-Disposition"].startswith('attachment; filename="mine.pdf"')
    assert signed_in(outsider).get(address).status_code == 404


def test_settled_items_take_nothing_more(signed_in, member, checklist, manager, now):
    settle(checklist, ["COM-02"], manager, now)
    row, client = item(checklist, "COM-02"), signed_in(member)
    text = text_of(client, row.get_my_url())
    assert 'id="send"' not in text
    assert "recorded by the operator" in text
    assert client.post(row.get_my_url(), {"ask_duns": "555555555"}).status_code == 422


def test_what_counts_already_names_where_it_was_shown(signed_in, member, checklist, lantern, manager, now):
    settle(checklist, ["COM-02", "COM-03"], manager, now)
    second = opened(applying(lantern.participant, "CRRAH"), manager, now, reuse=["COM-03"])
    text = text_of(signed_in(member), item(second, "COM-03").get_my_url())
    assert "your company has shown it before" in text
    assert item(checklist, "COM-03").get_my_url() in text


def test_of_an_ended_registration_nothing_is_wanted(signed_in, member, checklist):
    registration = checklist.registration
    registration.status = "withdrawn"
    registration.save()
    client = signed_in(member)
    assert "nothing more is asked for" in text_of(client, checklist.get_my_url())
    assert "we need from you" not in text_of(client, reverse("my-home"))
    row = item(checklist, "COM-02")
    assert 'id="send"' not in text_of(client, row.get_my_url())
    assert client.post(row.get_my_url(), {"ask_duns": "555555555"}).status_code == 422


# -- who sees what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def calendars(db, now):
    load_deadlines(now)


def addresses(sheet: Any) -> list[str]:
    return [
        sheet.checklist.get_my_url(),
        sheet.item.get_my_url(),
        reverse("my-checklist-item-take-back", args=[sheet.item.ref]),
        reverse("my-checklist-evidence", args=[sheet.evidence.ref]),
    ]


def test_strangers_find_nothing(signed_in, outsider, manager, lantern):
    sheet = furnish_checklist(lantern.qse, "lantern")
    for person in (outsider, manager):
        client = signed_in(person)
        assert {client.get(address).status_code for address in addresses(sheet)} == {404}
        assert client.post(sheet.item.get_my_url(), {"remark": "Mine"}).status_code == 404
    assert sheet.item.code not in text_of(signed_in(outsider), reverse("my-checklists"))
    assert ItemRound.objects.count() == 1


def test_a_narrowed_member_sees_the_covered_registration_only(signed_in, lantern, calendars):
    membership = MembershipFactory(participant=lantern.participant, narrowed=True)
    membership.registrations.set([lantern.qse])
    own, other = furnish_checklist(lantern.qse, "own"), furnish_checklist(lantern.re, "other")
    client = signed_in(acting(membership.user))
    assert {client.get(address).status_code for address in addresses(own)} == {200}
    assert {client.get(address).status_code for address in addresses(other)} == {404}
    assert client.post(other.item.get_my_url(), {"remark": "Mine"}).status_code == 404
    for page in ("my-checklists", "my-home"):
        assert other.item.requirement.title not in text_of(client, reverse(page))


def test_an_agent_acts_for_the_principal_acted_for(signed_in, agent, lantern, mesa, calendars):
    theirs, others = furnish_checklist(mesa.qse, "mesa"), furnish_checklist(lantern.qse, "lantern")
    client = signed_in(agent)
    assert {client.get(address).status_code for address in addresses(theirs)} == {200}
    assert {client.get(address).status_code for address in addresses(others)} == {404}
    assert client.post(reverse("my-checklist-item-take-back", args=[theirs.item.ref])).status_code == 302
    assert client.post(theirs.item.get_my_url(), {"remark": "For them"}).status_code == 302
    assert ItemRound.objects.get(item=theirs.item, number=2).submitted_by == agent


def test_a_prospect_works_on_the_own_application(signed_in, prospect, calendars):
    company = prospect.memberships.get().participant
    sheet = furnish_checklist(company.registrations.get(), "newcomer")
    client = signed_in(prospect)
    assert {client.get(address).status_code for address in addresses(sheet)} == {200}


def test_nothing_of_the_staffs_own_reaches_a_page(signed_in, member, checklist, manager, supervisor, senior, now):
    judge, row = reviewer("REG"), item(checklist, "COM-02")
    colleague = member_of(checklist.participant, "Cole Colleague", "cole@prairielantern.example")
    client = signed_in(member)
    client.post(row.get_my_url(), {"ask_duns": "555555555", "documents": [upload()]})
    note_item(item=row, by=manager, now=now, text="They are in a secret hurry")
    accept_item(item=row, by=judge, now=now, comment="Thank you")
    waiver = ask_waiver(item=item(checklist, "COM-08"), by=manager, now=now, reason="Their secret owner is ours")
    grant_waiver(waiver=waiver, by=senior, now=now, decision="A secret decision")
    for person in (member, colleague):
        reader = signed_in(person)
        pages = [reverse("my-home"), reverse("my-checklists"), checklist.get_my_url()]
        pages += [one.get_my_url() for one in checklist.items.all()]
        for page in pages:
            text = text_of(reader, page)
            assert "secret" not in text
            assert waiver.ref not in text
            assert judge.name not in text
            assert senior.name not in text
    assert "The operator does without it." in text_of(client, item(checklist, "COM-08").get_my_url())
