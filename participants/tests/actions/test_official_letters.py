"""Issuing official letters: when, by whom, what is kept, and who hears of it."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants import official_letters as papers
from participants.actions.official_letters import issue_official_letter
from participants.models import ItemEvidence, OfficialLetter
from participants.rules.registration_moves import QUALIFY
from participants.tests.actions.moving import make, open_checklist, stand
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.documents.models import Document, DocumentContent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage
from portal.scoping import wall

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)


def certify(rows: SimpleNamespace, by: User, now: datetime, day: date | None = DAY) -> OfficialLetter:
    return issue_official_letter(registration=rows.qse, kind="certification", by=by, now=now, effective_on=day)


def test_an_issued_letter_is_a_pdf_of_the_participant_and_its_people_hear_of_it(
    lantern: SimpleNamespace, supervisor: User, member: User, org_admin: User, outsider: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now, COM_07="returned")
    stand(lantern.qse, "under_review")
    letter = issue_official_letter(registration=lantern.qse, kind="outstanding", by=supervisor, now=now, note="Soon")
    document = Document.objects.get(pk=letter.document_id)
    assert (document.participant_id, document.registration_id) == (lantern.participant.pk, lantern.qse.pk)
    assert (document.inner, document.content_type) == (False, "application/pdf")
    assert bytes(DocumentContent.objects.get(document=document).content).startswith(b"%PDF-")
    heard = set(Notification.objects.values_list("recipient__email", flat=True))
    assert heard == {member.email, org_admin.email}
    assert recorded("official_letter.issued").participant_id == lantern.participant.pk
    assert not any(lantern.participant.name in str(message.facts) for message in OutboundMessage.objects.all())


def test_a_certification_names_its_operating_day(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    open_checklist(lantern.qse, supervisor, now, QSE_90="not_started")
    stand(lantern.qse, "approved_pending")
    with pytest.raises(Refused, match="operating day"):
        certify(lantern, supervisor, now, day=None)
    assert certify(lantern, supervisor, now).effective_on == DAY


def test_no_certification_while_anything_but_the_letter_itself_is_open(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now, QSE_07="in_review", QSE_90="not_started")
    stand(lantern.qse, "approved_pending")
    with pytest.raises(Refused, match=r"QSE-07 \(MIS access shown\) is in review"):
        certify(lantern, supervisor, now)
    assert nothing_recorded()
    assert not Document.objects.exists()


def test_the_letter_is_the_last_evidence_and_then_the_registration_is_qualified(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    open_checklist(lantern.qse, supervisor, now, QSE_90="not_started")
    stand(lantern.qse, "approved_pending")
    with pytest.raises(Refused, match="QSE-90"):
        make(QUALIFY, lantern.qse, supervisor, now)
    letter = certify(lantern, supervisor, now)
    shown = ItemEvidence.objects.get(round__item__code="QSE-90")
    assert (shown.round.remark, shown.round.by_operator) == (str(letter), True)
    assert make(QUALIFY, lantern.qse, supervisor, now).status == "qualified"


def test_of_a_qualified_registration_the_day_is_that_of_its_qualification(
    lantern: SimpleNamespace, supervisor: User, now: datetime
) -> None:
    lantern.qse.apply(qualified_on=DAY)
    with pytest.raises(Refused, match="another operating day"):
        certify(lantern, supervisor, now, day=date(2026, 12, 2))
    assert certify(lantern, supervisor, now, day=None).effective_on == DAY


@pytest.mark.parametrize("status", ["prospective", "suspended", "terminated", "withdrawn"])
@pytest.mark.parametrize("kind", ["completeness", "outstanding", "certification"])
def test_no_letter_outside_its_states(
    lantern: SimpleNamespace, supervisor: User, now: datetime, status: str, kind: str
) -> None:
    stand(lantern.qse, status)
    with pytest.raises(Refused):
        issue_official_letter(registration=lantern.qse, kind=kind, by=supervisor, now=now, effective_on=DAY)
    assert nothing_recorded()


def test_whoever_looks_after_the_company_writes_about_its_application(
    lantern: SimpleNamespace, manager: User, now: datetime
) -> None:
    open_checklist(lantern.qse, manager, now)
    stand(lantern.qse, "under_review")
    assert (
        issue_official_letter(registration=lantern.qse, kind="completeness", by=manager, now=now).issued_by == manager
    )


def test_a_certification_is_issued_by_whoever_may_qualify(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, senior: User, now: datetime
) -> None:
    with pytest.raises(NotPermitted, match="level II"):
        certify(lantern, manager, now)
    assert certify(mesa, senior, now).issued_by == senior


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague", "auditor", "specialist"])
def test_others_issue_nothing(
    request: pytest.FixtureRequest, lantern: SimpleNamespace, now: datetime, who: str
) -> None:
    with pytest.raises(NotPermitted):
        certify(lantern, request.getfixturevalue(who), now)
    assert nothing_recorded()


@pytest.mark.parametrize("note", ["no\x00thing", "x" * 2001])
def test_a_paragraph_that_cannot_be_printed_is_refused(
    lantern: SimpleNamespace, supervisor: User, now: datetime, note: str
) -> None:
    with pytest.raises(Refused):
        issue_official_letter(
            registration=lantern.qse, kind="certification", by=supervisor, now=now, effective_on=DAY, note=note
        )


def test_inside_the_wall_only_the_own_letters_are_there(
    lantern: SimpleNamespace, mesa: SimpleNamespace, supervisor: User, member: User, outsider: User, now: datetime
) -> None:
    letters = [certify(rows, supervisor, now) for rows in (lantern, mesa)]
    for person, own in ((member, letters[0]), (outsider, letters[1])):
        with wall.inside(person.acting_for):
            assert list(OfficialLetter.objects.all()) == [own]
            assert list(Document.objects.values_list("pk", flat=True)) == [own.document_id]


def test_a_narrowed_membership_reads_letters_of_its_registrations_only(
    lantern: SimpleNamespace, supervisor: User, member: User, now: datetime
) -> None:
    certify(lantern, supervisor, now)
    narrowed = wall.ActingFor(
        user_id=member.pk, participant_id=lantern.participant.pk, registration_ids=frozenset({lantern.re.pk})
    )
    member.acting_for = narrowed
    assert not OfficialLetter.objects.visible_to(member).exists()
    with wall.inside(narrowed):
        assert not OfficialLetter.objects.exists()
        assert not Document.objects.exists()


def test_the_facts_sort_items_by_whose_turn_it_is(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    open_checklist(
        lantern.qse, supervisor, now, COM_04="in_review", COM_07="returned", QSE_07="waiting", QSE_90="waiting"
    )
    told = papers.facts("outstanding", lantern.qse, by=supervisor, now=now)
    codes = {name: [item["code"] for item in told[name]] for name in ("returned", "outstanding", "in_review")}
    assert codes == {"returned": ["COM-07"], "outstanding": ["QSE-07"], "in_review": ["COM-04"]}
    assert told["returned"][0]["section"] == "16.1"
    assert told["manager"]["name"] == "Dana Manager"
    assert told["draft"]
