"""Checklists by the API: outsiders first, then what the pages do, evidence and waivers."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.tokens import issue_token
from participants.models import Checklist, ChecklistItem, ItemEvidence, ItemRound, Waiver
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer
from participants.tests.actions.following_up import load_deadlines
from participants.tests.checklist_factories import ChecklistItemFactory
from participants.tests.factories import MembershipFactory, RegistrationFactory
from portal.documents.tests.files import PDF
from portal.testing import acting, furnish_checklist
from portal.tests.api_calls import NEVER, post

NOUNS = ("checklists", "checklist-items", "item-evidence", "waivers")
VERBS = ("ask", "submit", "take-back", "take-up", "send-back", "accept", "reopen", "exclude", "note")
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
FILE = {"name": "duns.pdf", "content": base64.b64encode(PDF).decode()}


@pytest.fixture
def now():
    """The endpoints ask the clock themselves."""
    return datetime.now(UTC)


@pytest.fixture
def checklist(lantern, manager, now):
    load_what_is_asked(now)
    return opened(applying(lantern.participant), manager, now)


@pytest.fixture
def sheet(lantern, now):
    load_deadlines(now)
    return furnish_checklist(lantern.qse, "lantern")


def refs(client, noun, question=""):
    answer = client.get(f"/api/v1/{noun}/?{question}")
    assert answer.status_code == 200, answer.content
    return [row["ref"] for row in answer.json()["results"]]


@pytest.mark.parametrize("who", ["outsider", "agent", "prospect"])
def test_others_find_nothing_and_write_nothing(request, signed_in, sheet, who):
    client = signed_in(request.getfixturevalue(who))
    for noun, row in zip(NOUNS, (sheet.checklist, sheet.item, sheet.evidence, sheet.waiver), strict=True):
        assert refs(client, noun) == []
        missing = client.get(f"/api/v1/{noun}/{NEVER}/")
        assert client.get(f"/api/v1/{noun}/{row.ref}/").json() == missing.json()
    assert client.get(f"/api/v1/item-evidence/{sheet.evidence.ref}/content/").status_code == 404
    address = f"checklist-items/{sheet.item.ref}/"
    assert {post(client, f"{address}{verb}/").status_code for verb in VERBS} == {404}
    assert post(client, f"checklists/{sheet.checklist.ref}/plan/").status_code == 404
    foreign = post(client, "checklists/", registration=sheet.checklist.registration.ref)
    assert foreign.json()["errors"][0]["detail"] == "This is not one of the available choices."
    assert (ItemRound.objects.count(), Checklist.objects.count(), Waiver.objects.count()) == (1, 1, 1)


def test_a_member_reads_the_own_ones_without_the_staffs_fields(signed_in, sheet, member):
    client = signed_in(member)
    told = client.get(f"/api/v1/checklist-items/{sheet.item.ref}/").json()
    assert {"notes", "waivers"} & told.keys() == set()
    assert "reviewed_by" not in told["rounds"][0]
    assert told["rounds"][0]["evidence"][0]["name"] == "lantern-evidence.txt"
    assert "inner" not in str(told)
    assert refs(client, "waivers") == []
    assert client.get(f"/api/v1/waivers/{sheet.waiver.ref}/").status_code == 404
    answers = [post(client, f"checklist-items/{sheet.item.ref}/{verb}/") for verb in VERBS]
    codes = dict(zip(VERBS, (answer.status_code for answer in answers), strict=True))
    allowed = {"submit", "take-back"}
    assert {verb for verb, code in codes.items() if code == 403} == set(VERBS) - allowed
    assert post(client, "waivers/", item=sheet.item.ref, reason="Please let us").status_code == 403
    assert post(client, f"checklists/{sheet.checklist.ref}/plan/", target_on="2099-01-05").status_code == 403


def test_staff_read_notes_and_waivers_too(signed_in, sheet, manager):
    told = signed_in(manager).get(f"/api/v1/checklist-items/{sheet.item.ref}/").json()
    assert told["notes"][0]["text"] == "lantern inner note"
    assert told["waivers"][0]["reason"] == "lantern inner reason"


def test_a_narrowed_membership_finds_the_covered_registration_only(signed_in, lantern, now):
    load_deadlines(now)
    own, other = furnish_checklist(lantern.qse, "own"), furnish_checklist(lantern.re, "other")
    membership = MembershipFactory(participant=lantern.participant, narrowed=True)
    membership.registrations.set([lantern.qse])
    client = signed_in(acting(membership.user))
    assert refs(client, "checklists") == [own.checklist.ref]
    assert refs(client, "checklist-items") == [own.item.ref]
    assert refs(client, "item-evidence") == [own.evidence.ref]
    assert client.get(f"/api/v1/checklist-items/{other.item.ref}/").status_code == 404
    assert post(client, f"checklist-items/{other.item.ref}/take-back/").status_code == 404
    assert client.get(f"/api/v1/item-evidence/{other.evidence.ref}/content/").status_code == 404


def test_those_of_a_restricted_participant_are_not_there(signed_in, restricted, colleague, now):
    sheet = furnish_checklist(restricted.qse, "harbor")
    client = signed_in(colleague)
    for noun, row in zip(NOUNS, (sheet.checklist, sheet.item, sheet.evidence, sheet.waiver), strict=True):
        assert refs(client, noun) == []
        assert client.get(f"/api/v1/{noun}/{row.ref}/").status_code == 404


def test_one_is_opened_planned_and_told_with_its_plan(signed_in, manager, lantern, now):
    load_what_is_asked(now)
    registration, client = applying(lantern.participant), signed_in(manager)
    made = post(client, "checklists/", registration=registration.ref)
    assert made.status_code == 201, made.content
    told = made.json()
    assert (told["wanted"], told["settled"], told["role"], told["target_on"]) == (15, 0, "IMRE", None)
    assert len(told["plan"]["items"]) == 15
    assert told["plan"]["earliest_end"]
    again = post(client, "checklists/", registration=registration.ref)
    assert (again.status_code, again.json()["detail"]) == (409, "This registration has its checklist already.")
    target = (now.date() + timedelta(200)).isoformat()
    planned = post(client, f"checklists/{told['ref']}/plan/", target_on=target).json()
    assert planned["plan"]["target"] == target
    first = planned["plan"]["items"][1]
    assert first["code"] == "COM-02"
    assert first["earliest_end"] <= first["last_end"] <= target
    assert item(Checklist.objects.get(), "COM-02").due_on == date.fromisoformat(first["last_end"])
    past = post(client, f"checklists/{told['ref']}/plan/", target_on="2020-01-06")
    assert (past.status_code, past.json()["type"]) == (409, "urn:portal:problem:refused")


def test_evidence_goes_through_its_rounds(signed_in, checklist, member, manager):
    judge, row = reviewer("REG"), item(checklist, "COM-02")
    theirs, ours = signed_in(member), signed_in(judge)
    address = f"checklist-items/{row.ref}/"
    asked = post(signed_in(manager), f"{address}ask/", note="Please send it").json()
    assert (asked["state"], asked["reason"]) == ("waiting", "Please send it")
    sent = post(theirs, f"{address}submit/", files=[FILE], values={"duns": "55-555-5555"}, remark="Here")
    assert sent.status_code == 200, sent.content
    told = sent.json()
    assert (told["state"], told["values"], told["round"]) == ("submitted", {"duns": "555555555"}, 1)
    evidence = told["rounds"][0]["evidence"][0]
    assert (evidence["name"], evidence["size"], told["rounds"][0]["submitted_by"]) == (
        "duns.pdf",
        len(PDF),
        "Mia Member",
    )
    assert post(theirs, f"{address}take-back/").json()["state"] == "waiting"
    post(theirs, f"{address}submit/", files=[FILE])
    assert post(ours, f"{address}take-up/").json()["state"] == "in_review"
    back = post(ours, f"{address}send-back/", comment="Not readable").json()
    assert (back["state"], back["rounds"][1]["comment"]) == ("returned", "Not readable")
    post(theirs, f"{address}submit/", values={"duns": "555555555"})
    day = (datetime.now(UTC).date() + timedelta(300)).isoformat()
    done = post(ours, f"{address}accept/", comment="Thank you", expires_on=day).json()
    assert (done["state"], done["evidence_expires_on"], len(done["rounds"])) == ("accepted", day, 3)
    noted = post(ours, f"{address}note/", text="Looks fine").json()
    assert noted["notes"][0]["text"] == "Looks fine"
    assert post(ours, f"{address}reopen/", reason="Another one").json()["state"] == "waiting"
    content = theirs.get(f"/api/v1/item-evidence/{evidence['ref']}/content/")
    assert content.content == PDF
    assert content["Content-Disposition"].startswith("attachment")
    assert content["X-Content-Type-Options"] == "nosniff"


def test_refusals_are_the_actions_own(signed_in, checklist, member, manager):
    client = signed_in(member)
    address = f"checklist-items/{item(checklist, 'COM-02').ref}/submit/"
    bad = post(client, address, values={"duns": "12"})
    assert (bad.status_code, bad.json()["code"]) == (409, "bad_value")
    assert "DUNS number" in bad.json()["detail"]
    page = {"name": "page.html", "content": FILE["content"]}
    assert "not stored" in post(client, address, values={"duns": "555555555"}, files=[page]).json()["detail"]
    broken = post(client, address, files=[{"name": "a.pdf", "content": "%%%"}])
    assert (broken.status_code, broken.json()["errors"][0]["field"]) == (400, "files.0.content")
    many = post(client, address, files=[FILE] * 11)
    assert many.status_code == 400
    unknown = post(client, address, state="accepted")
    assert unknown.json()["errors"][0]["code"] == "unknown_field"
    assert not ItemEvidence.objects.exists()
    early = post(client, f"checklist-items/{item(checklist, 'COM-04').ref}/submit/", files=[FILE])
    assert early.status_code == 200
    waits = post(signed_in(reviewer("REG")), f"checklist-items/{item(checklist, 'COM-04').ref}/accept/")
    assert (waits.status_code, waits.json()["code"]) == (409, "waits_for")
    mandatory = post(signed_in(manager), f"checklist-items/{item(checklist, 'COM-08').ref}/exclude/", reason="Not here")
    assert "second person" in mandatory.json()["detail"]


def test_a_waiver_takes_two_people(signed_in, checklist, manager, senior, supervisor):
    row = item(checklist, "COM-08")
    asked = post(signed_in(manager), "waivers/", item=row.ref, reason="The owner is a municipality")
    assert asked.status_code == 201, asked.content
    address = f"waivers/{asked.json()['ref']}/"
    assert post(signed_in(manager), f"{address}grant/").status_code == 403
    reason = post(signed_in(supervisor), f"{address}decline/")
    assert reason.status_code == 400
    granted = post(signed_in(senior), f"{address}grant/", decision="Agreed").json()
    assert (granted["granted"], granted["decided_by"], granted["code"]) == (True, "Ruth Senior", "COM-08")
    assert post(signed_in(supervisor), f"{address}decline/", decision="No").status_code == 409
    row.refresh_from_db()
    assert row.state == "waived"
    own = post(signed_in(senior), "waivers/", item=item(checklist, "COM-09").ref, reason="Not for this one either")
    assert own.status_code in (201, 403)


def test_items_are_filtered_and_sorted(signed_in, checklist, manager, lantern, now):
    client = signed_in(manager)
    other = furnish_checklist(RegistrationFactory(participant=lantern.participant), "lantern")
    ChecklistItem.objects.filter(pk=item(checklist, "COM-02").pk).update(due_on=date(2020, 1, 6))
    late = item(checklist, "COM-02").ref

    def found(question):
        return refs(client, "checklist-items", question)

    assert len(found(f"checklist={checklist.ref}")) == 15
    assert found("state=submitted") == [other.item.ref]
    assert set(found(f"department=REG&checklist={checklist.ref}")) >= {late, item(checklist, "COM-03").ref}
    assert item(checklist, "COM-01").ref not in found(f"department=REG&checklist={checklist.ref}")
    assert found("late=true") == [late]
    assert late not in found("late=false")
    assert len(found("late=false")) == 15
    assert found("due_until=2021-01-01") == [late]
    assert found("due_from=2021-01-01") == []
    assert found("open=false") == []
    assert found("code=COM-02") == [late]
    assert found("search=DUNS%20number") == [late]
    assert found(f"registration={checklist.registration.ref}&ordering=-code")[-1] == item(checklist, "COM-01").ref
    assert refs(client, "checklists", f"registration={checklist.registration.ref}&role=IMRE") == [checklist.ref]
    assert refs(client, "item-evidence", f"item={other.item.ref}") == [other.evidence.ref]
    assert refs(client, "waivers", "decided=false") == [other.waiver.ref]
    assert client.get("/api/v1/checklist-items/?responsible=x").status_code == 400


def test_a_members_token_works_inside_the_wall(client, sheet, member, outsider, now):
    for person, status in ((member, 200), (outsider, 404)):
        membership = person.memberships.get().ref
        _, secret = issue_token(
            user=person, by=person, now=now, name="nightly", scope="write", days=30, membership_ref=membership
        )
        sent = client.post(
            f"/api/v1/checklist-items/{sheet.item.ref}/take-back/",
            content_type="application/json",
            headers={"Authorization": f"Token {secret}"},
        )
        assert sent.status_code == status, sent.content
    sheet.item.refresh_from_db()
    assert sheet.item.state == "waiting"


def statements(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]


@pytest.mark.parametrize("who", ["member", "manager", "specialist"])
@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("checklists/?page_size=200", 8),
        ("checklist-items/?page_size=200", 8),
        ("item-evidence/?page_size=200", 8),
        ("waivers/?page_size=200", 8),
        ("checklists/{checklist}/", 9),
        ("checklist-items/{item}/", 8),
    ],
)
def test_calls_take_the_same_few_statements_for_2_rows_and_for_20(
    who, address, most, request, signed_in, member, sheet
):
    client = signed_in(request.getfixturevalue(who))
    address = f"/api/v1/{address}".format(checklist=sheet.checklist.ref, item=sheet.item.ref)
    client.get(address)
    few = statements(client, address)
    for _ in range(6):
        furnish_checklist(RegistrationFactory(participant=sheet.checklist.participant), "more", 3)
    ChecklistItemFactory.create_batch(10, checklist=sheet.checklist)
    many = statements(client, address)
    assert len(few) == len(many), "\n".join(many)
    assert len(many) <= most, "\n".join(many)
