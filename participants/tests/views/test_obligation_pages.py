"""Pages of obligations and campaigns: the outsider first, then lists, forms and what they refuse."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Department, User
from accounts.tests.factories import SpecialistFactory
from participants.actions.obligations import note_on_obligation, submit_obligation
from participants.actions.obligations.writing import campaigns_of, write_new
from participants.models import Campaign, ExtensionRequest, Obligation, ObligationRound, ObligationType
from participants.rules.obligation_periods import Period
from participants.rules.obligations import Due
from participants.tests.actions.owing import load_obligations, with_counter_party
from portal.documents.tests.files import upload
from portal.scoping.today import market_day
from portal.testing import member_of

pytestmark = pytest.mark.django_db

DESK_FORMS = (
    "submit", "confirm", "claim", "take-back", "accept", "return", "extend", "grant", "decline", "excuse", "ask-again",
    "note", "cancel",
)  # fmt: skip
MY_FORMS = ("submit", "confirm", "claim", "take-back", "extend")
LIST = "participants:obligation-list"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def today(now: datetime) -> date:
    return market_day(now)


def owed(code: str, rows: SimpleNamespace, due_on: date, **owner: Any) -> Obligation:
    """An obligation of this season, as the sweep would have written it."""
    type_ = ObligationType.objects.get(code=code)
    at = datetime.now(UTC) - timedelta(days=20)
    period = Period(f"{due_on.year}", Due(due_on, due_on))
    campaign = campaigns_of([(type_, period)], by=None, now=at)[type_.pk, period.name]
    days = {"due_on": due_on, "by_rule": due_on, "period": period.name}
    row = Obligation(type=type_, campaign=campaign, participant_id=rows.participant.pk, **days, **owner)
    return write_new([row], by=None, now=at)[0]


@pytest.fixture
def audit(lantern: SimpleNamespace, now: datetime, today: date) -> Obligation:
    """The certificate audit of Prairie Lantern's QSE, due in ten days."""
    load_obligations(now)
    return owed("OB-DCAA", lantern, today + timedelta(days=10), registration=lantern.qse)


@pytest.fixture
def theirs(audit: Obligation, mesa: SimpleNamespace, today: date) -> Obligation:
    return owed("OB-DCAA", mesa, today + timedelta(days=10), registration=mesa.qse)


@pytest.fixture
def legal(db: None) -> User:
    department, _ = Department.objects.get_or_create(code="LEG", defaults={"name": "Legal"})
    return SpecialistFactory(name="Lena Legal", email="legal@iso.example", department=department)


def url(name: str, row: Any = None) -> str:
    return reverse(f"participants:{name}", args=[row.ref] if row is not None else [])


def mine(name: str, row: Any = None) -> str:
    return reverse(f"my-obligation{name}", args=[row.ref] if row is not None else [])


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def refs(client: Client, question: str = "") -> set[str]:
    response = client.get(f"{reverse(LIST)}?{question}")
    assert response.status_code == 200
    return {row.ref for row in response.context["page"].rows}


def evidence_of(row: Obligation) -> Any:
    return ObligationRound.objects.get(obligation=row).evidence.get().document


@pytest.mark.parametrize("who", ["outsider", "org_admin", "member", "agent"])
def test_participants_users_find_no_desk_page(request, signed_in, audit, who):
    client = signed_in(request.getfixturevalue(who))
    lists = ["obligation-list", "obligation-calendar", "obligation-review", "campaign-list", "campaign-start"]
    pages = [url(name) for name in lists] + [url("obligation-detail", audit), url("campaign-board", audit.campaign)]
    for address in [*pages, *(url(f"obligation-{form}", audit) for form in DESK_FORMS)]:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"reason": "Ours"}).status_code in {404, 405}, address
    audit.refresh_from_db()
    assert audit.state == "open"


def test_nobody_sees_another_companys_obligation_or_file(signed_in, audit, theirs, member, outsider, now):
    submit_obligation(obligation=audit, by=member, now=now, uploads=[upload("our form.pdf")])
    client = signed_in(outsider)
    assert audit.ref not in text(client, mine("-list")) + text(client, mine("-list") + "?view=review")
    for address in [mine("", audit), *(mine(f"-{form}", audit) for form in MY_FORMS)]:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {}).status_code in {404, 405}, address
    assert client.get(mine("-file", evidence_of(audit))).status_code == 404
    assert theirs.ref in text(client, mine("-list"))
    calendar = client.get(f"{mine('-calendar')}?month={audit.due_on:%Y-%m}")
    assert sum(entry.total for day in calendar.context["agenda"] for entry, _ in day.entries) == 1


def test_a_narrowed_member_sees_the_rows_of_its_registrations_only(signed_in, audit, lantern, today):
    other = owed("OB-DCAA", lantern, today + timedelta(days=10), registration=lantern.re)
    person = member_of(lantern.participant, "Nia Narrowed", "nia@prairielantern.example")
    membership = person.memberships.get()
    membership.narrowed = True
    membership.save()
    membership.registrations.set([lantern.qse])
    client = signed_in(person)
    assert audit.ref in text(client, mine("-list"))
    assert other.ref not in text(client, mine("-list"))
    assert client.get(mine("", other)).status_code == 404
    assert "1 to hand in" in text(client, reverse("my-home"))


def test_a_company_hands_in_reads_the_comment_and_hands_in_again(signed_in, audit, member, supervisor, now):
    own, desk = signed_in(member), signed_in(supervisor)
    page = text(own, mine("", audit))
    assert "10 days left" in page
    assert "Form 23-L" in page
    refused = own.post(mine("-submit", audit), {"remark": "Nothing yet"})
    assert refused.status_code == 422
    assert "Add a document" in refused.content.decode()
    response = own.post(mine("-submit", audit), {"uploads": [upload("form.pdf")], "remark": "Signed"})
    assert response.url == mine("", audit)
    desk.post(url("obligation-return", audit), {"comment": "The second page is missing"})
    note_on_obligation(obligation=audit, by=supervisor, now=now, text="They do this every year")
    page = text(own, mine("", audit))
    assert "The second page is missing" in page
    assert "every year" not in page
    assert "every year" in text(desk, url("obligation-detail", audit))
    own.post(mine("-submit", audit), {"uploads": [upload("whole form.pdf")]})
    own.post(mine("-take-back", audit))
    own.post(mine("-submit", audit), {"confirmation_number": "L-77"})
    desk.post(url("obligation-accept", audit), {"comment": "Thank you"})
    audit.refresh_from_db()
    assert audit.state == "accepted"
    page = text(own, f"{mine('-list')}?view=done")
    assert audit.ref in page
    assert [one.verdict for one in audit.rounds.all()] == ["returned", "taken_back", "accepted"]


def test_own_evidence_comes_back_as_a_download(signed_in, audit, member, manager, now):
    submit_obligation(obligation=audit, by=member, now=now, uploads=[upload("form.pdf")])
    document = evidence_of(audit)
    for client, address in (
        (signed_in(member), mine("-file", document)),
        (signed_in(manager), url("obligation-file", document)),
    ):
        response = client.get(address)
        assert response["Content-Disposition"].startswith("attachment")
        assert response.content.startswith(b"%PDF")


def test_filed_elsewhere_stays_not_filed_until_its_number_is_recorded(signed_in, audit, member, manager):
    own, desk = signed_in(member), signed_in(manager)
    own.post(mine("-claim", audit))
    page = text(own, mine("", audit))
    assert "Not filed yet" in page
    assert "10 days left" in page
    told = text(desk, url("obligation-detail", audit))
    assert "its confirmation number is not recorded here" in told
    assert audit.ref in refs(desk, "view=soon")
    own.post(mine("-confirm", audit), {"confirmation_number": " A-1 "})
    audit.refresh_from_db()
    assert (audit.state, audit.confirmation_number) == ("submitted", "A-1")
    assert "Not filed" not in text(own, mine("", audit))


def test_more_time_needs_a_plan_within_the_allowed_length(signed_in, audit, member, legal, today):
    own, desk = signed_in(member), signed_in(legal)
    form = text(own, mine("-extend", audit))
    assert "At most 6 months" in form
    far = {"until": str(today + timedelta(days=400)), "plan": "Next year"}
    response = own.post(mine("-extend", audit), far)
    assert response.status_code == 422
    assert "longest extension is 6 months" in response.content.decode()
    until = today + timedelta(days=60)
    own.post(mine("-extend", audit), {"until": str(until), "plan": "New certificates in March"})
    assert "You asked for more time" in text(own, mine("", audit))
    assert audit.ref in refs(desk, "view=extension")
    assert "New certificates in March" in text(desk, url("obligation-review") + "?view=extension&department=LEG")
    desk.post(url("obligation-grant", audit), {"reason": "A good plan"})
    audit.refresh_from_db()
    assert audit.due_on == until
    assert ExtensionRequest.objects.get().decision == "granted"
    assert "A good plan" in text(own, mine("", audit))


def test_whoever_may_not_is_told_why(signed_in, audit, colleague, manager, specialist):
    for person, forms in (
        (colleague, DESK_FORMS),
        (specialist, DESK_FORMS),
        (manager, ("accept", "return", "grant", "decline")),
    ):
        client = signed_in(person)
        for form in forms:
            response = client.post(url(f"obligation-{form}", audit), {"reason": "I would", "comment": "I would"})
            assert response.status_code == 403, (person, form)
    assert "assigned to this participant" in text(signed_in(colleague), url("obligation-detail", audit))
    audit.refresh_from_db()
    assert audit.state == "open"


def test_every_form_opens_and_refuses_in_words(signed_in, audit, supervisor):
    client = signed_in(supervisor)
    for form in DESK_FORMS:
        assert client.get(url(f"obligation-{form}", audit)).status_code == 200, form
    response = client.post(url("obligation-accept", audit), {})
    assert response.status_code == 422
    assert "Nothing lies with the reviewers" in response.content.decode()


def test_excused_from_now_on_is_told_and_lifted(signed_in, audit, manager, member):
    desk = signed_in(manager)
    desk.post(url("obligation-excuse", audit), {"reason": "No certificates", "onward": "on"})
    assert "and later periods too" in text(signed_in(member), mine("", audit))
    desk.post(url("obligation-ask-again", audit), {"reason": "They have some again"})
    audit.refresh_from_db()
    assert (audit.state, audit.onward) == ("excused", False)


def test_views_and_filters_show_their_rows(signed_in, audit, theirs, lantern, manager, legal, member, now, today):
    late = owed("OB-EOP", lantern, today - timedelta(days=3), registration=lantern.re)
    client = signed_in(manager)
    assert refs(client, "") == {late.ref}
    assert refs(client, "view=soon") == {audit.ref}
    assert refs(client, "view=soon&responsible=all") == {audit.ref, theirs.ref}
    assert refs(client, "view=soon&within=5&responsible=all") == set()
    assert refs(client, "view=all&responsible=all&type=OB-EOP") == {late.ref}
    assert refs(client, f"view=all&participant={lantern.participant.ref}") == {late.ref, audit.ref}
    assert refs(client, "view=all&responsible=all&department=LEG") == {audit.ref, theirs.ref}
    assert refs(client, "view=all&responsible=all&q=blue+mesa") == {theirs.ref}
    assert refs(client, f"view=all&responsible=all&day={late.due_on}") == {late.ref}
    assert refs(client, "view=all&responsible=nobody") == set()
    submit_obligation(obligation=audit, by=member, now=now, uploads=[upload()])
    assert refs(client, "view=review") == {audit.ref}
    response = signed_in(legal).get(url("obligation-review"))
    assert [row.ref for row in response.context["page"].rows] == [audit.ref]
    assert response.context["page"].rows[0].open_round.files == 1


def test_numbers_on_homes_open_the_rows_they_count(signed_in, audit, lantern, manager, supervisor, legal, today):
    near = owed("OB-EOP", lantern, today + timedelta(days=4), registration=lantern.re)
    late = owed("OB-EOP", lantern, today - timedelta(days=400), registration=lantern.qse)
    client = signed_in(manager)
    tiles = {tile.label: tile for tile in client.get(reverse("home")).context["tiles"]}
    for label, row in (("Obligations overdue", late), ("Due in 5 days", near)):
        assert tiles[label].value == "1"
        assert [one.ref for one in client.get(tiles[label].url).context["page"].rows] == [row.ref]
    owed_ones = signed_in(supervisor).get(reverse("home")).context["owed"]
    assert [(one.name, one.late, one.soon) for one in owed_ones] == [("Dana Manager", 1, 1)]
    client = signed_in(legal)
    tile = next(one for one in client.get(reverse("home")).context["tiles"] if one.label == "Obligations to review")
    assert tile.value == "0"
    assert client.get(tile.url).context["page"].rows == []


def test_pages_of_the_participant_and_its_registration_show_what_is_owed(signed_in, audit, lantern, manager):
    client = signed_in(manager)
    for address in (lantern.participant.get_absolute_url(), lantern.qse.get_absolute_url()):
        assert url("obligation-detail", audit) in text(client, address)
    assert url("obligation-detail", audit) not in text(client, lantern.re.get_absolute_url())


def test_the_month_gathers_what_is_due_on_a_day(signed_in, audit, theirs, manager):
    client = signed_in(manager)
    address = f"{url('obligation-calendar')}?month={audit.due_on:%Y-%m}"
    entries = [entry for day in client.get(address).context["agenda"] for entry, _ in day.entries]
    assert [(entry.code, entry.total, entry.left) for entry in entries] == [("OB-DCAA", 1, 1)]
    entries = [entry for day in client.get(f"{address}&responsible=all").context["agenda"] for entry, _ in day.entries]
    assert [(entry.code, entry.total) for entry in entries] == [("OB-DCAA", 2)]
    for wrong in ("2026-13", "x", "99999-1", "²-1"):
        assert client.get(f"{url('obligation-calendar')}?month={wrong}").status_code == 200


def test_an_entry_of_the_own_calendar_leads_to_what_it_stands_for(signed_in, audit, theirs, member):
    client = signed_in(member)
    day = f"{audit.due_on:%Y-%m-%d}"
    assert audit.get_my_url() in text(client, f"{mine('-calendar')}?month={audit.due_on:%Y-%m}")
    narrowed = client.get(f"{mine('-list')}?type=OB-DCAA&day={day}").context
    assert ([row.ref for row in narrowed["page"].rows], narrowed["view"]) == ([audit.ref], "all")
    assert client.get(f"{mine('-list')}?type=OB-DCAA&day=2020-01-01").context["page"].rows == []
    for wrong in ("type=OB-DCAA&day=soon", f"type=OB-NONE&day={day}", "type=OB-DCAA", f"day={day}"):
        assert client.get(f"{mine('-list')}?{wrong}").context["view"] == "open"


def test_the_board_says_who_is_missing_and_exports_it(signed_in, audit, theirs, member, manager, senior, now):
    submit_obligation(obligation=audit, by=member, now=now, uploads=[upload()])
    client = signed_in(manager)
    board = url("campaign-board", audit.campaign)
    response = client.get(board)
    assert [row.ref for row in response.context["page"].rows] == [theirs.ref]
    assert [(one.name, one.figures.filed, one.figures.owed) for one, *_ in response.context["managers"]] == [
        ("Ruth Senior", 0, 1),
        ("Dana Manager", 1, 0),
    ]
    assert "1 to review, 1 not filed" in response.content.decode()
    assert client.get(f"{board}?manager={manager.ref}").context["page"].rows == []
    exported = client.get(f"{board}?export=csv").content.decode()
    assert "Blue Mesa Trading" in exported
    assert "Prairie Lantern" not in exported
    assert "Blue Mesa Trading" in text(client, f"{board}?view=all&manager={senior.ref}")


def test_a_supervisor_starts_a_campaign_by_hand(signed_in, audit, supervisor, manager):
    assert signed_in(manager).get(url("campaign-start")).status_code == 403
    client = signed_in(supervisor)
    response = client.post(url("campaign-start"), {"type": "OB-DOWP-S"})
    campaign = Campaign.objects.get(type__code="OB-DOWP-S")
    assert response.url == url("campaign-board", campaign)
    assert campaign.obligations.exists()
    response = client.post(url("campaign-start"), {"type": "OB-EOP"})
    assert response.status_code == 422
    assert str(campaign) in text(client, url("campaign-list")).replace("\n", "")


def test_of_a_restricted_participant_nothing_is_shown_to_whom_it_is_closed(
    signed_in, audit, restricted, senior, colleague, today
):
    with_counter_party(restricted)
    row = owed("OB-DCAA", restricted, today + timedelta(days=10), registration=restricted.qse)
    client = signed_in(colleague)
    assert row.ref not in refs(client, "view=all&responsible=all")
    assert row.ref not in text(client, url("campaign-board", row.campaign) + "?view=all")
    assert client.get(url("obligation-detail", row)).status_code == 404
    assert row.ref in refs(signed_in(senior), "view=all")


def test_the_search_finds_obligations_each_on_ones_own_side(signed_in, audit, theirs, member, manager):
    assert url("obligation-detail", audit) in text(signed_in(manager), reverse("search") + "?q=OB-DCAA")
    found = text(signed_in(member), reverse("search") + "?q=certificate+audit")
    assert mine("", audit) in found
    assert theirs.ref not in found
