"""The list: who is shown, found by which words, in which views; exports."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.choices import RegistrationStatus
from participants.models import Assignment
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.audit.models import AuditEvent

LIST = reverse("participants:participant-list")


def names(response):
    return [row.name for row in response.context["page"].rows]


def test_an_outsider_finds_no_list(signed_in, outsider, lantern):
    assert signed_in(outsider).get(LIST).status_code == 404


def test_typos_are_forgiven_and_the_best_match_stands_first(signed_in, colleague, lantern, mesa):
    response = signed_in(colleague).get(LIST, {"q": "prarie lanturn"})
    assert names(response)[:1] == ["Prairie Lantern Energy"]
    assert "Blue Mesa Trading" not in names(response)


@pytest.mark.parametrize("words", ["111111111", "qlantern", "PRAIRIE   lantern"])
def test_a_participant_is_found_by_duns_short_name_and_name(signed_in, colleague, lantern, mesa, words):
    assert names(signed_in(colleague).get(LIST, {"q": words})) == ["Prairie Lantern Energy"]


def test_a_restricted_participant_is_a_stub_that_gives_no_other_fact(signed_in, colleague, restricted):
    response = signed_in(colleague).get(LIST)
    text = response.content.decode()
    assert "Quiet Harbor Storage" in text
    assert "Ruth Senior" in text
    assert "333333333" not in text
    assert "Acquisition" not in text


@pytest.mark.parametrize("query", [{"q": "333333333"}, {"q": "ZULU77"}, {"status": "qualified"}, {"view": "missing"}])
def test_no_question_reveals_more_of_a_stub(signed_in, colleague, restricted, now, query):
    restricted.qse.apply(short_name="ZULU77", missing_since=now.date())
    assert names(signed_in(colleague).get(LIST, query)) == []


def test_a_stub_is_found_by_its_public_name(signed_in, colleague, restricted):
    assert names(signed_in(colleague).get(LIST, {"q": "quiet harbour"})) == ["Quiet Harbor Storage"]


def test_supervisors_see_the_restricted_whole(signed_in, supervisor, restricted, lantern):
    response = signed_in(supervisor).get(LIST, {"view": "restricted"})
    assert names(response) == ["Quiet Harbor Storage"]
    assert "333333333" in response.content.decode()


def test_mine_are_those_assigned_to_me_today(signed_in, manager, lantern, mesa):
    assert names(signed_in(manager).get(LIST, {"view": "mine"})) == ["Prairie Lantern Energy"]


def test_those_without_an_account_manager_stand_in_a_view(signed_in, supervisor, lantern):
    ParticipantFactory(name="Orphan Power")
    assert names(signed_in(supervisor).get(LIST, {"view": "unassigned"})) == ["Orphan Power"]


def test_a_view_shows_who_lacks_a_role_that_must_be_held(signed_in, supervisor, lantern):
    RegistrationFactory(participant=ParticipantFactory(name="Signless Solar"))
    RegistrationFactory(participant=ParticipantFactory(name="Coming Corp"), status=RegistrationStatus.PROSPECTIVE)
    assert names(signed_in(supervisor).get(LIST, {"view": "gaps"})) == ["Signless Solar"]


def test_vanished_registrations_stand_in_a_view(signed_in, manager, lantern, now):
    lantern.qse.apply(missing_since=now.date())
    assert names(signed_in(manager).get(LIST, {"view": "missing"})) == ["Prairie Lantern Energy"]


def test_role_status_and_manager_narrow_the_list(signed_in, colleague, manager, lantern, mesa):
    RegistrationFactory(participant=ParticipantFactory(name="Suspended Sun"), status=RegistrationStatus.SUSPENDED)
    client = signed_in(colleague)
    assert names(client.get(LIST, {"status": "suspended"})) == ["Suspended Sun"]
    assert names(client.get(LIST, {"role": "RE"})) == ["Blue Mesa Trading", "Prairie Lantern Energy"]
    assert names(client.get(LIST, {"manager": manager.ref, "role": "RE"})) == ["Prairie Lantern Energy"]


def test_pages_end_at_a_row_and_lead_back(signed_in, colleague):
    for number in range(60):
        ParticipantFactory(name=f"Row {number:02}")
    client = signed_in(colleague)
    first = client.get(LIST).context["page"]
    second = client.get(LIST, {"after": first.last}).context["page"]
    assert [row.name for row in second.rows] == [f"Row {number:02}" for number in range(50, 60)]
    back = client.get(LIST, {"before": second.first}).context["page"]
    assert [row.ref for row in back.rows] == [row.ref for row in first.rows]


def test_found_rows_can_be_paged_too(signed_in, colleague):
    for number in range(60):
        ParticipantFactory(name=f"Solar Field {number:02}")
    client = signed_in(colleague)
    first = client.get(LIST, {"q": "solar field"}).context["page"]
    second = client.get(LIST, {"q": "solar field", "after": first.last}).context["page"]
    assert len({row.ref for row in [*first.rows, *second.rows]}) == 60


def test_an_export_is_defused_recorded_and_hides_what_the_page_hides(signed_in, colleague, restricted):
    ParticipantFactory(name="=HYPERLINK(0)", duns="")
    response = signed_in(colleague).get(LIST, {"export": "csv"})
    text = response.content.decode("utf-8-sig")
    assert "'=HYPERLINK(0)" in text
    assert "Quiet Harbor Storage" in text
    assert "333333333" not in text
    assert AuditEvent.objects.filter(verb="participants.list.exported", by=colleague).exists()


def test_a_workbook_can_be_opened(signed_in, supervisor, lantern):
    response = signed_in(supervisor).get(LIST, {"export": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        assert "xl/worksheets/sheet1.xml" in book.namelist()


def test_whoever_may_not_export_is_told_so_and_nothing_is_recorded(signed_in, specialist, lantern):
    response = signed_in(specialist).get(LIST, {"export": "csv"})
    assert response.status_code == 403
    assert "export" in response.content.decode()
    assert not AuditEvent.objects.filter(verb="participants.list.exported").exists()


def test_ticked_participants_are_assigned_at_once(signed_in, supervisor, colleague):
    rows = [ParticipantFactory(), ParticipantFactory()]
    data = {"participants": [row.ref for row in rows], "person": colleague.ref, "kind": "primary"}
    data["starts_on"] = "2026-11-01"
    response = signed_in(supervisor).post(reverse("participants:assign-many"), data)
    assert response.status_code == 302
    assert Assignment.objects.filter(person=colleague).count() == 2


def test_the_whole_queue_can_be_assigned_at_once(signed_in, supervisor, colleague, lantern):
    ParticipantFactory()
    data = {"everyone": "on", "person": colleague.ref, "kind": "primary", "starts_on": "2026-11-01"}
    signed_in(supervisor).post(reverse("participants:assign-many"), data)
    assert Assignment.objects.filter(person=colleague).count() == 1


def test_an_overlap_is_refused_by_name_and_nothing_is_written(signed_in, supervisor, colleague, lantern):
    free = ParticipantFactory()
    data = {"participants": [free.ref, lantern.participant.ref], "person": colleague.ref, "kind": "primary"}
    response = signed_in(supervisor).post(reverse("participants:assign-many"), data | {"starts_on": "2026-11-01"})
    assert response.status_code == 422
    assert "Prairie Lantern Energy" in response.content.decode()
    assert not Assignment.objects.filter(person=colleague).exists()


def test_without_script_the_ticks_come_first_and_the_person_after(signed_in, supervisor, lantern):
    response = signed_in(supervisor).post(
        reverse("participants:assign-many"), {"participants": [lantern.participant.ref]}
    )
    assert response.status_code == 200
    assert lantern.participant.ref in response.content.decode()


def test_only_supervisors_assign(signed_in, manager, lantern):
    response = signed_in(manager).post(reverse("participants:assign-many"), {})
    assert response.status_code == 403


def test_a_leavers_assignments_are_handed_over(signed_in, supervisor, manager, colleague, lantern):
    load_deadlines(timezone.now())
    other = AssignmentFactory(person=manager)
    manager.apply(is_active=False)
    waiting = signed_in(supervisor).get(reverse("accounts:staff-hand-over"))
    assert "Dana Manager" in waiting.content.decode()
    response = signed_in(supervisor).post(
        reverse("participants:hand-over", args=[manager.ref]),
        {"successor": colleague.ref, "participants": [lantern.participant.ref]},
    )
    assert response.status_code == 302
    assert Assignment.objects.today().filter(person=colleague).count() == 1
    other.refresh_from_db()
    assert other.person == manager
