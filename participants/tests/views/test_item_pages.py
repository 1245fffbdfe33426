"""The desk's page of an item and its forms: the outsider first, then each step, files, notes and waivers."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.actions.reviews import accept_item, note_item
from participants.actions.waivers import ask_waiver
from participants.models import Checklist, ChecklistItem, ItemEvidence, ReviewNote, Waiver
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, settle
from participants.tests.views.checklist_pages import present, read, url
from portal.documents.tests.files import upload
from portal.scoping.today import market_day

FORMS = ("ask", "record", "return", "accept", "reopen", "exclude", "ask-waiver", "note")
DUNS = {"duns": "555555555"}


@pytest.fixture
def when(db: None) -> datetime:
    now = present()
    load_what_is_asked(now)
    return now


@pytest.fixture
def checklist(lantern: SimpleNamespace, manager: User, when: datetime) -> Checklist:
    return opened(applying(lantern.participant), manager, when)


@pytest.fixture
def sent(checklist: Checklist, manager: User, when: datetime) -> ChecklistItem:
    """COM-02 with evidence, which Registration reviews."""
    return submit_item(item=item(checklist, "COM-02"), by=manager, now=when, values=DUNS, documents=[upload()])


def again(row: ChecklistItem) -> ChecklistItem:
    return ChecklistItem.objects.get(pk=row.pk)


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_nothing(request: Any, signed_in: Any, sent: ChecklistItem, manager: User, when, who):
    waiver = ask_waiver(item=sent, by=manager, now=when, reason="Shown another way")
    client = signed_in(request.getfixturevalue(who))
    file = ItemEvidence.objects.get(round__item=sent)
    urls = [url(f"item-{name}", sent) for name in FORMS] + [url("checklist-item", sent), url("evidence-download", file)]
    urls += [url("waiver-grant", waiver), url("waiver-decline", waiver)]
    assert {client.get(one).status_code for one in urls} == {404}
    assert client.post(url("item-take-up", sent)).status_code == 404


def test_the_page_tells_what_is_asked_and_what_came(signed_in: Any, manager: User, sent: ChecklistItem) -> None:
    page = read(signed_in(manager), url("checklist-item", sent))
    for part in ("DUNS confirmation", "Round 1", "555555555", "recorded by", "for the operator", "After it", "COM-03"):
        assert part in page, part
    assert "version 1" in page


def test_a_file_is_a_download_and_nothing_else(signed_in: Any, colleague: User, sent: ChecklistItem) -> None:
    file = ItemEvidence.objects.get(round__item=sent)
    answer = signed_in(colleague).get(url("evidence-download", file))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_files_of_a_restricted_participant_are_found_by_few(
    signed_in: Any, colleague: User, manager: User, sent: ChecklistItem
) -> None:
    type(sent.participant).objects.filter(pk=sent.participant_id).update(restricted=True, restricted_reason="x")
    file = ItemEvidence.objects.get(round__item=sent)
    for address in (url("evidence-download", file), url("checklist-item", sent), sent.checklist.get_absolute_url()):
        assert signed_in(colleague).get(address).status_code == 404
        assert signed_in(manager).get(address).status_code == 200


def test_the_buttons_are_those_one_may_press(
    signed_in: Any, manager: User, colleague: User, sent: ChecklistItem
) -> None:
    address = url("checklist-item", sent)
    own = read(signed_in(manager), address)
    assert url("item-accept", sent) not in own
    assert "This item is reviewed by REG." in own
    assert url("item-ask-waiver", sent) in own
    judge = read(signed_in(reviewer("REG")), address)
    assert url("item-accept", sent) in judge
    assert url("item-take-up", sent) in judge
    assert url("item-return", sent) in judge
    nobody = read(signed_in(colleague), address)
    assert not any(url(f"item-{name}", sent) in nobody for name in FORMS)
    assert "This item is reviewed by REG." in nobody
    assert signed_in(colleague).get(url("item-accept", sent)).status_code == 403


def test_what_waits_for_others_is_not_offered_for_acceptance(
    signed_in: Any, manager: User, checklist: Checklist, when: datetime
) -> None:
    early = submit_item(item=item(checklist, "COM-04"), by=manager, now=when, documents=[upload()])
    page = read(signed_in(reviewer("REG")), url("checklist-item", early))
    assert "COM-04 waits for COM-02, COM-03." in page
    assert url("item-accept", early) not in page
    assert url("item-return", early) in page
    answer = signed_in(reviewer("REG")).post(url("item-accept", early), {"comment": ""})
    assert answer.status_code == 422
    assert "COM-04 waits for COM-02, COM-03" in answer.content.decode()


def test_evidence_is_recorded_with_the_fields_the_item_asks_for(
    signed_in: Any, manager: User, checklist: Checklist
) -> None:
    row = item(checklist, "COM-02")
    client = signed_in(manager)
    form = read(client, url("item-record", row))
    assert "DUNS number" in form
    assert 'enctype="multipart/form-data"' in form
    wrong = client.post(url("item-record", row), {"ask_duns": "12", "documents": upload()})
    assert wrong.status_code == 422
    assert "field-error" in wrong.content.decode()
    assert client.post(url("item-record", row), {"remark": "By mail"}).status_code == 422
    right = {"ask_duns": "55-555-5555", "documents": [upload("a.pdf"), upload("b.pdf")], "remark": "By mail"}
    assert client.post(url("item-record", row), right).status_code == 302
    row = again(row)
    assert (row.state, row.values) == ("submitted", DUNS)
    assert ItemEvidence.objects.filter(round__item=row).count() == 2


def test_a_hostile_file_is_refused_in_words_beside_the_form(signed_in: Any, manager: User, checklist: Checklist):
    row = item(checklist, "COM-01")
    answer = signed_in(manager).post(url("item-record", row), {"documents": upload("page.html", b"<script>")})
    assert answer.status_code == 422
    assert "page.html" in answer.content.decode()
    assert again(row).state == "not_started"


def test_the_way_of_an_item_from_asking_to_acceptance(
    signed_in: Any, manager: User, member: User, checklist: Checklist, when: datetime
) -> None:
    row = item(checklist, "COM-02")
    client, judge = signed_in(manager), reviewer("REG")
    assert client.post(url("item-ask", row), {"note": "Your DUNS, please"}).status_code == 302
    assert again(row).state == "waiting"
    client.post(url("item-record", row), {"ask_duns": "555555555"})
    client = signed_in(judge)
    assert client.post(url("item-take-up", row)).status_code == 302
    assert again(row).state == "in_review"
    assert client.post(url("item-return", row), {"comment": ""}).status_code == 422
    assert client.post(url("item-return", row), {"comment": "Wrong company"}).status_code == 302
    assert "Wrong company" in read(client, url("checklist-item", row))
    signed_in(manager).post(url("item-record", row), {"ask_duns": "555555555"})
    client = signed_in(judge)
    past = market_day(when) - timedelta(days=1)
    assert client.post(url("item-accept", row), {"expires_on": past.isoformat()}).status_code == 422
    until = market_day(when) + timedelta(days=365)
    assert client.post(url("item-accept", row), {"expires_on": until.isoformat()}).status_code == 302
    row = again(row)
    assert (row.state, row.evidence_expires_on, row.round) == ("accepted", until, 2)
    assert client.post(url("item-reopen", row), {"reason": "It was another company's"}).status_code == 302
    assert again(row).state == "waiting"


def test_taking_up_twice_says_why_not(signed_in: Any, sent: ChecklistItem) -> None:
    client = signed_in(reviewer("REG"))
    client.post(url("item-take-up", sent))
    answer = client.post(url("item-take-up", sent), follow=True)
    assert "cannot become in review" in answer.content.decode()


def test_an_optional_item_does_not_apply_a_mandatory_one_takes_two(
    signed_in: Any, manager: User, lantern: SimpleNamespace, when: datetime
) -> None:
    checklist = opened(applying(lantern.participant, "QSE"), manager, when)
    optional, mandatory = item(checklist, "QSE-11"), item(checklist, "QSE-05")
    client = signed_in(manager)
    assert url("item-exclude", optional) in read(client, url("checklist-item", optional))
    assert url("item-exclude", mandatory) not in read(client, url("checklist-item", mandatory))
    assert client.post(url("item-exclude", optional), {"reason": "No agent works the desk"}).status_code == 302
    assert again(optional).state == "not_applicable"
    refused = client.post(url("item-exclude", mandatory), {"reason": "No collateral"})
    assert refused.status_code == 422
    assert "a second person decides" in refused.content.decode()


def test_notes_stand_apart_and_are_the_staffs(signed_in: Any, manager: User, sent: ChecklistItem) -> None:
    client = signed_in(manager)
    assert client.post(url("item-note", sent), {"text": "<b>Careful</b>"}).status_code == 302
    page = read(client, url("checklist-item", sent))
    assert "bubble-internal" in page
    assert "&lt;b&gt;Careful&lt;/b&gt;" in page
    assert ReviewNote.objects.get().text == "<b>Careful</b>"


def test_one_asks_for_a_waiver_and_a_second_person_decides(
    signed_in: Any, manager: User, supervisor: User, sent: ChecklistItem
) -> None:
    client = signed_in(manager)
    assert client.post(url("item-ask-waiver", sent), {"wanted": "waived", "reason": "short"}).status_code == 422
    asked = {"wanted": "waived", "reason": "The regulator vouches for it"}
    assert client.post(url("item-ask-waiver", sent), asked).status_code == 302
    waiver = Waiver.objects.get()
    page = read(client, url("checklist-item", sent))
    assert "asks to do without it" in page
    assert "Only supervisors and senior account managers decide about waivers." in page
    assert client.get(url("waiver-grant", waiver)).status_code == 403
    other = signed_in(supervisor)
    assert url("waiver-grant", waiver) in read(other, url("checklist-item", sent))
    assert other.post(url("waiver-grant", waiver), {"decision": ""}).status_code == 302
    assert again(sent).state == "waived"
    assert "Granted" in read(other, url("checklist-item", sent))


def test_whoever_asks_does_not_grant(signed_in: Any, supervisor: User, sent: ChecklistItem, when: datetime) -> None:
    waiver = ask_waiver(item=sent, by=supervisor, now=when, reason="The regulator vouches for it")
    client = signed_in(supervisor)
    page = read(client, url("checklist-item", sent))
    assert url("waiver-grant", waiver) not in page
    assert "Whoever asks for a waiver does not grant it" in page
    assert client.post(url("waiver-grant", waiver), {"decision": ""}).status_code == 403
    assert again(sent).state == "submitted"


def test_a_declined_waiver_keeps_its_reason(
    signed_in: Any, manager: User, senior: User, sent: ChecklistItem, when: datetime
) -> None:
    waiver = ask_waiver(item=sent, by=manager, now=when, reason="The regulator vouches for it")
    client = signed_in(senior)
    assert client.post(url("waiver-decline", waiver), {"decision": ""}).status_code == 422
    assert client.post(url("waiver-decline", waiver), {"decision": "It does not"}).status_code == 302
    page = read(client, url("checklist-item", sent))
    assert "It does not" in page
    assert "Declined" in page
    assert again(sent).state == "submitted"


def test_an_ended_registration_offers_nothing(signed_in: Any, manager: User, sent: ChecklistItem) -> None:
    registration = sent.checklist.registration
    type(registration).objects.filter(pk=registration.pk).update(status="withdrawn")
    page = read(signed_in(manager), url("checklist-item", sent))
    assert "The registration has ended; nothing more is asked for." in page
    assert url("item-ask-waiver", sent) not in page


def test_an_optional_field_left_empty_is_accepted_without_it(
    checklist: Checklist, manager: User, when: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03", "COM-04"], manager, when)
    row = submit_item(item=item(checklist, "COM-07"), by=manager, now=when, documents=[upload()])
    accept_item(item=row, by=reviewer("LEG"), now=when)
    assert again(row).state == "accepted"
    assert checklist.registration.agreement_date is None


def test_the_search_finds_checklists(signed_in: Any, manager: User, member: User, checklist: Checklist) -> None:
    page = read(signed_in(manager), "/search/?q=lantern")
    assert checklist.get_absolute_url() in page
    assert checklist.ref not in read(signed_in(member), "/search/?q=lantern")


def test_an_internal_note_never_stands_in_the_audit_history(
    signed_in: Any, manager: User, sent: ChecklistItem, when: datetime
) -> None:
    note_item(item=sent, by=manager, now=when, text="Between us")
    page = read(signed_in(manager), url("checklist-item", sent))
    assert page.count("Between us") == 1
