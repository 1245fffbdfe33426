"""A running checklist and a new version: adopting changes exactly what changed, staying is decided with a reason."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actions.catalog import load_departments
from accounts.models import User
from accounts.tests.factories import SupervisorFactory
from participants.actions.adopting import adopt_version, stay_with_version
from participants.actions.checklist_items import submit_item
from participants.actions.planning import plan_checklist
from participants.actions.requirements import bring_into_force, publish_block_version
from participants.actions.waivers import ask_waiver, grant_waiver
from participants.adopting import Comparison, concerned, open_questions, with_versions
from participants.checklists import obstacles
from participants.models import BlockVersion, Checklist, ChecklistItem, RequirementBlock, VersionDecision
from participants.rules.requirements import Dependency, Item
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, settle, told
from participants.tests.actions.recorded import recorded
from participants.tests.actions.test_requirements import edited, held
from participants.tests.factories import AssignmentFactory, ParticipantFactory
from participants.tests.rules.requiring import item as asked_item
from portal.calendars.models import Clock
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db
WHY = "They are almost done."
FIRST = ["COM-01", "COM-02", "COM-03"]


@pytest.fixture
def checklist(lantern: SimpleNamespace, manager: User, now: datetime) -> Checklist:
    """Of an IMRE, three items accepted, one sent."""
    load_departments(now=now)
    load_what_is_asked(now)
    checklist = opened(applying(lantern.participant), manager, now)
    settle(checklist, FIRST, manager, now)
    submit_item(item=item(checklist, "COM-04"), by=manager, now=now, documents=[upload()])
    return checklist


def com() -> RequirementBlock:
    return RequirementBlock.objects.get(code="COM")


def publish(items: tuple[Item, ...], by: User, now: datetime, code: str = "COM", **more: Any) -> BlockVersion:
    block = RequirementBlock.objects.get(code=code)
    return publish_block_version(block=block, items=items, note="New rules", by=by, now=now, **more)


def changed_com() -> tuple[Item, ...]:
    """COM-02 and COM-04 ask for other evidence, COM-01 has another title, COM-12 goes, COM-13 comes."""
    draft = edited(held(com()), "COM-02", evidence="a letter of the agency")
    draft = edited(draft, "COM-04", evidence="Form 23-M")
    draft = edited(draft, "COM-01", title="Orientation")
    draft = tuple(one for one in draft if one.code != "COM-12")
    return (*draft[:-1], replace(asked_item("COM-13", "COM-02"), typical_days=4, least_days=4), draft[-1])


@pytest.fixture
def version(checklist: Checklist, supervisor: User, now: datetime) -> BlockVersion:
    return publish(changed_com(), supervisor, now)


def steps_of(checklist: Checklist, version: BlockVersion, now: datetime) -> dict[str, tuple[str, date | None]]:
    rows = with_versions(Checklist.objects.filter(pk=checklist.pk))
    (question,) = Comparison(version, now).of(rows)
    return {step.code: (str(step.step), step.due) for step in question.steps}


def test_who_must_redo_what_by_when_is_told(checklist: Checklist, version: BlockVersion, now: datetime) -> None:
    assert steps_of(checklist, version, now) == {
        # Five Business Days after November 18.
        "COM-02": ("again", date(2026, 11, 25)),
        "COM-04": ("follows", None),
        "COM-13": ("new", None),
        "COM-12": ("ends", None),
    }


def test_adopting_changes_what_changed_and_keeps_the_rest(
    checklist: Checklist, version: BlockVersion, manager: User, member: User, now: datetime
) -> None:
    before = {row.code: row for row in checklist.items.all()}
    later = now + timedelta(hours=1)
    decision = adopt_version(checklist=checklist, version=version, by=manager, now=later)
    after = {row.code: row for row in checklist.items.select_related("requirement")}
    again = after["COM-02"]
    assert (again.state, again.settled_at, again.round, again.due_on) == ("waiting", None, 1, date(2026, 11, 25))
    assert again.reason == "Version 2 of the requirements changes this item: evidence."
    assert again.rounds.get().outcome == "accepted"
    assert Clock.objects.of(again).get(kind="checklist-item").due_at.date() == date(2026, 11, 25)
    for code in ("COM-01", "COM-03"):
        assert (after[code].state, after[code].settled_at) == ("accepted", before[code].settled_at)
    assert after["COM-01"].requirement.title == "Orientation"
    assert (after["COM-04"].state, after["COM-04"].requirement.evidence) == ("submitted", "Form 23-M")
    assert (after["COM-13"].state, after["COM-13"].waits_for) == ("not_started", ["COM-02"])
    gone = after["COM-12"]
    assert (gone.state, gone.settled_at) == ("not_applicable", later)
    assert gone.reason == "Version 2 of the requirements no longer asks for it."
    assert "COM-13" in after["COM-99"].waits_for
    assert "COM-12" not in after["COM-99"].waits_for
    order = [row.code for row in sorted(after.values(), key=lambda row: row.position)]
    assert order[11:] == ["COM-13", "COM-99", "IMR-01", "IMR-02", "COM-12"]
    assert {str(one) for one in checklist.versions.all()} == {"COM version 2", "IMR version 1"}
    assert {one.code for one in obstacles(checklist.registration)} >= {"COM-02", "COM-13"}
    assert (decision.choice, decision.decided_by, decision.decided_at) == ("adopted", manager, later)
    assert {one["code"] for one in decision.steps} == {"COM-02", "COM-04", "COM-13", "COM-12"}
    event = recorded("checklist.version_adopted")
    assert event.changes["version of COM"] == ["1", "2"]
    assert event.changes["COM-02"] == ["", "To be shown again, by 2026-11-25"]
    assert told("checklist.version_adopted") == {member.email}


def test_evidence_of_a_dropped_item_stays_and_its_deadlines_end(
    checklist: Checklist, supervisor: User, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, target_on=date(2027, 12, 1))
    sent = item(checklist, "COM-12")
    submit_item(item=sent, by=manager, now=now, documents=[upload()])
    version = publish(changed_com(), supervisor, now)
    adopt_version(checklist=checklist, version=version, by=manager, now=now)
    sent.refresh_from_db()
    assert (sent.state, sent.due_on, sent.rounds.get().outcome) == ("not_applicable", None, "taken_back")
    assert sent.rounds.get().evidence.count() == 1
    assert not Clock.objects.of(sent).exclude(state="stopped").exists()
    assert item(checklist, "COM-13").due_on is not None
    # Its own day is sooner than the plan's.
    assert item(checklist, "COM-02").due_on == date(2026, 11, 25)


def test_waived_and_excluded_items_stay_settled(
    checklist: Checklist, supervisor: User, manager: User, now: datetime
) -> None:
    row = item(checklist, "COM-05")
    grant_waiver(
        waiver=ask_waiver(item=row, by=manager, now=now, reason="Paid with another application"), by=supervisor, now=now
    )
    version = publish(edited(held(com()), "COM-05", evidence="another"), supervisor, now)
    assert steps_of(checklist, version, now) == {"COM-05": ("stays", None)}
    adopt_version(checklist=checklist, version=version, by=manager, now=now)
    row.refresh_from_db()
    assert (row.state, row.requirement.version) == ("waived", version)


def test_an_item_that_was_dropped_may_be_asked_for_again(
    checklist: Checklist, version: BlockVersion, supervisor: User, manager: User, now: datetime
) -> None:
    old = held(com())
    adopt_version(checklist=checklist, version=version, by=manager, now=now)
    back = BlockVersion.objects.get(block__code="COM", number=1)
    twelve = next(one for one in [*old, asked_item("COM-12", "COM-01")] if one.code == "COM-12")
    third = publish((*old, twelve), supervisor, now)
    assert steps_of(checklist, third, now) == {"COM-12": ("new", None)}
    adopt_version(checklist=checklist, version=third, by=manager, now=now)
    row = item(checklist, "COM-12")
    assert (row.state, row.settled_at, row.waits_for) == ("waiting", None, ["COM-01"])
    assert row.requirement.version == third != back


def test_staying_changes_nothing_and_stands_with_its_reason(
    checklist: Checklist, version: BlockVersion, manager: User, now: datetime
) -> None:
    before = list(checklist.items.values())
    decision = stay_with_version(checklist=checklist, version=version, by=manager, now=now, reason=f" {WHY} ")
    assert (decision.choice, decision.reason) == ("stayed", WHY)
    assert list(checklist.items.values()) == before
    assert recorded("checklist.version_declined").reason == WHY
    assert not open_questions(Checklist.objects.all()).exists()
    assert told("checklist.version_adopted") == set()
    # Minds change.
    adopted = adopt_version(checklist=checklist, version=version, by=manager, now=now, reason="After all")
    assert (adopted.pk, adopted.choice, adopted.reason) == (decision.pk, "adopted", "After all")


def test_a_question_is_open_until_it_is_decided_and_opens_with_each_version(
    checklist: Checklist, version: BlockVersion, supervisor: User, manager: User, now: datetime
) -> None:
    (question,) = open_questions(Checklist.objects.all())
    assert (question.checklist, question.blockversion.number, question.current_id) == (checklist, 1, version.pk)
    stay_with_version(checklist=checklist, version=version, by=manager, now=now, reason=WHY)
    third = publish(edited(held(com()), "COM-03", evidence="another"), supervisor, now)
    assert open_questions(Checklist.objects.all()).get().current_id == third.pk
    # From the first to the third: what both changed.
    assert {"COM-02", "COM-03", "COM-13"} <= steps_of(checklist, third, now).keys()
    with pytest.raises(Refused, match="holds now"):
        adopt_version(checklist=checklist, version=version, by=manager, now=now)
    adopt_version(checklist=checklist, version=third, by=manager, now=now)
    assert not open_questions(Checklist.objects.all()).exists()


@pytest.mark.parametrize(
    ("again", "words"),
    [
        (lambda **given: adopt_version(**given), "follows this version already"),
        (lambda **given: stay_with_version(reason=WHY, **given), "follows this version already"),
    ],
)
def test_what_is_adopted_is_decided(
    again: Any, words: str, checklist: Checklist, version: BlockVersion, manager: User, now: datetime
) -> None:
    adopt_version(checklist=checklist, version=version, by=manager, now=now)
    with pytest.raises(Refused, match=words):
        again(checklist=checklist, version=version, by=manager, now=now)


def test_staying_twice_and_without_a_reason_is_refused(
    checklist: Checklist, version: BlockVersion, manager: User, now: datetime
) -> None:
    given = {"checklist": checklist, "version": version, "by": manager, "now": now}
    for reason in ("", "  ", "a\x00b", "x" * 1001):
        with pytest.raises(Refused):
            stay_with_version(reason=reason, **given)
    stay_with_version(reason=WHY, **given)
    with pytest.raises(Refused, match="decided already"):
        stay_with_version(reason=WHY, **given)
    with pytest.raises(IntegrityError, match="version_decision_stays_with_reason"), transaction.atomic():
        VersionDecision.objects.update(reason="")


def test_a_checklist_is_asked_only_about_its_own_blocks(
    checklist: Checklist, supervisor: User, manager: User, now: datetime
) -> None:
    qse = publish(edited(held(RequirementBlock.objects.get(code="QSE")), "QSE-03", title="x"), supervisor, now, "QSE")
    with pytest.raises(Refused, match="nothing of this block"):
        adopt_version(checklist=checklist, version=qse, by=manager, now=now)
    assert not concerned(qse, supervisor).exists()
    assert told("requirements.in_force") == set()


def test_an_ended_registration_is_asked_nothing(
    checklist: Checklist, version: BlockVersion, supervisor: User, manager: User, now: datetime
) -> None:
    checklist.registration.apply(status="withdrawn")
    assert not open_questions(Checklist.objects.all()).exists()
    assert not concerned(version, supervisor).exists()
    with pytest.raises(Refused, match="has ended"):
        adopt_version(checklist=checklist, version=version, by=manager, now=now)


def test_versions_that_do_not_go_together_are_adopted_in_order(
    checklist: Checklist, supervisor: User, manager: User, now: datetime
) -> None:
    """COM no longer waits for what IMR then waits for; the other way round would be a circle."""
    imr = held(RequirementBlock.objects.get(code="IMR"))
    both = edited(held(com()), "COM-08", dependencies=(Dependency("item", code="IMR-01"),))
    first = publish(both, supervisor, now)
    adopt_version(checklist=checklist, version=first, by=manager, now=now)
    apart = publish(edited(both, "COM-08", dependencies=()), supervisor, now)
    turned = edited(imr, "IMR-01", dependencies=(Dependency("item", code="COM-08"),))
    waiting = publish(turned, supervisor, now, "IMR")
    with pytest.raises(Refused, match="IMR-01 → COM-08 → IMR-01|COM-08 → IMR-01 → COM-08") as refusal:
        adopt_version(checklist=checklist, version=waiting, by=manager, now=now)
    assert refusal.value.code == "circle"
    adopt_version(checklist=checklist, version=apart, by=manager, now=now)
    adopt_version(checklist=checklist, version=waiting, by=manager, now=now)
    assert item(checklist, "IMR-01").waits_for == ["COM-08"]


@pytest.mark.parametrize("who", ["colleague", "specialist", "auditor", "member", "org_admin", "outsider"])
def test_only_who_may_edit_the_participant_decides(
    who: str, checklist: Checklist, version: BlockVersion, now: datetime, request: Any
) -> None:
    given = {"checklist": checklist, "version": version, "by": request.getfixturevalue(who), "now": now}
    with pytest.raises(NotPermitted):
        adopt_version(**given)
    with pytest.raises(NotPermitted):
        stay_with_version(reason=WHY, **given)
    assert not VersionDecision.objects.exists()
    assert item(checklist, "COM-02").state == "accepted"


def test_participants_reach_no_decision(
    checklist: Checklist, version: BlockVersion, manager: User, member: User, now: datetime
) -> None:
    stay_with_version(checklist=checklist, version=version, by=manager, now=now, reason=WHY)
    assert not VersionDecision.objects.visible_to(member).exists()
    with pytest.raises(Exception, match="permission denied"), wall.inside(member.acting_for):
        VersionDecision.objects.count()


def test_account_managers_hear_once_however_many_checklists(
    checklist: Checklist, manager: User, supervisor: User, now: datetime
) -> None:
    for _ in range(3):
        company = ParticipantFactory()
        AssignmentFactory(participant=company, person=manager)
        opened(applying(company), supervisor, now)
    unassigned = opened(applying(ParticipantFactory()), supervisor, now)
    version = publish(changed_com(), supervisor, now)
    news = Notification.objects.filter(kind="participants.requirements.in_force")
    assert {row.recipient.email: row.facts["count"] for row in news} == {manager.email: 4, supervisor.email: 1}
    assert {row.about_ref for row in news} == {version.ref}
    assert unassigned in concerned(version, supervisor)


def test_of_a_version_for_later_nobody_hears_before_its_day(
    checklist: Checklist, manager: User, supervisor: User, now: datetime
) -> None:
    version = publish(changed_com(), supervisor, now, effective_from=date(2027, 3, 1))
    assert told("requirements.in_force") == set()
    assert not open_questions(Checklist.objects.all()).exists()
    with pytest.raises(Refused, match="holds now"):
        adopt_version(checklist=checklist, version=version, by=manager, now=now)
    # What it will mean can be told already: five Business Days after March 1.
    assert steps_of(checklist, version, now)["COM-02"] == ("again", date(2027, 3, 8))
    bring_into_force(now=datetime.fromisoformat("2027-03-01T12:00:00+00:00"))
    assert told("requirements.in_force") == {manager.email}
    assert open_questions(Checklist.objects.all()).exists()


def test_comparing_takes_the_same_statements_for_any_number_of_checklists(
    checklist: Checklist, version: BlockVersion, supervisor: User, now: datetime
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows = with_versions(concerned(version, supervisor))
            assert all(question.steps for question in Comparison(version, now).of(rows))
        return len(captured)

    statements()
    few = statements()
    old = BlockVersion.objects.get(block__code="COM", number=1)
    for _ in range(8):
        other = opened(applying(ParticipantFactory()), supervisor, now)
        other.versions.remove(version)
        other.versions.add(old)
    assert statements() == few <= 12


def test_two_at_once_decide_once(transactional_db: None, now: datetime) -> None:
    supervisor = SupervisorFactory()
    load_departments(now=now)
    load_what_is_asked(now)
    checklist = opened(applying(ParticipantFactory()), supervisor, now)
    version = publish(changed_com(), supervisor, now)

    def decide(verb: Any) -> str:
        try:
            verb()
        except Refused as refusal:
            return refusal.reason
        finally:
            connection.close()
        return "done"

    given = {"checklist": checklist, "version": version, "by": supervisor, "now": now}
    both = [lambda: adopt_version(**given), lambda: adopt_version(**given)]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, both)) == ["The checklist follows this version already.", "done"]
    assert ChecklistItem.objects.filter(checklist=checklist, code="COM-13").count() == 1
