"""The database itself keeps participants apart, whatever the code above it forgets."""

from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from accounts.models import Invitation, User
from issues.models import (
    AdrCase,
    AdrStep,
    BulkRow,
    BulkRun,
    Comment,
    CommentFile,
    DeskCall,
    DeskWords,
    Dispute,
    DisputeDay,
    DisputeFile,
    DisputeStep,
    DisputeWindow,
    Draft,
    DutyShift,
    Escalation,
    ExternalReference,
    GridPause,
    IncomingMail,
    Issue,
    IssueCount,
    IssueLink,
    IssueStep,
    IssueTag,
    IssueTarget,
    Mailbox,
    MailPlace,
    MailSource,
    MarkeTrakImport,
    MarkeTrakItem,
    Merge,
    MyDraft,
    Note,
    NoteFile,
    PolicyVersion,
    Referral,
    ReferralFile,
    ReferralMessage,
    ReferralStep,
    ReferralTime,
    ReplyKey,
    SearchWord,
    ServicePolicy,
    ServiceTarget,
    SettlementImport,
    SystemicDelivery,
    SystemicIssue,
    SystemicMember,
    SystemicUpdate,
    Tag,
    TargetRun,
    Verification,
    Watcher,
    WorkWeights,
)
from participants.models import (
    Acknowledgment,
    Agency,
    Application,
    Assignment,
    Campaign,
    Change,
    ChangeComment,
    ChangeDocument,
    ChangeField,
    ChangeNote,
    ChangeSignature,
    ChangeStep,
    Checklist,
    ChecklistItem,
    Contact,
    ContactRole,
    CounterParty,
    ExtensionRequest,
    FollowUp,
    GlassBreak,
    ImportRun,
    ItemEvidence,
    ItemRound,
    Joining,
    Letter,
    Membership,
    Obligation,
    ObligationEvidence,
    ObligationNote,
    ObligationRound,
    OfficialLetter,
    Participant,
    Registration,
    Representation,
    Resource,
    ReviewNote,
    Snooze,
    Waiver,
)
from participants.tests.factories import ContactFactory
from portal.audit.models import AuditEvent
from portal.documents.models import Document, DocumentContent
from portal.scoping import wall
from portal.testing import furnish_checklist
from training.models import (
    Attendance,
    Certificate,
    CertificateCount,
    CheckInCode,
    CheckInTry,
    Enrollment,
    EnrollmentGroup,
    EnrollmentStep,
    Evaluation,
    NeedEvidence,
    TestResult,
    TrainingCoverage,
    TrainingNeed,
)

pytestmark = pytest.mark.django_db

OWNED = [Participant, Registration, CounterParty, Resource, Representation, Agency]
OWNED += [Change, ChangeField, ChangeStep, ChangeSignature, ChangeComment, ChangeDocument, Acknowledgment]
OWNED += [Contact, ContactRole, Membership, Assignment, OfficialLetter]
OWNED += [Obligation, ObligationRound, ObligationEvidence, ExtensionRequest]
OWNED += [Checklist, ChecklistItem, ItemRound, ItemEvidence, Document]
OWNED += [Enrollment, EnrollmentGroup, EnrollmentStep]
OWNED += [Attendance, TestResult, Certificate, Evaluation]
OWNED += [Issue, IssueStep, Comment, CommentFile, Watcher, ExternalReference]
OWNED += [MyDraft]
OWNED += [IssueTarget]
OWNED += [DisputeWindow, Dispute, DisputeDay, DisputeStep, DisputeFile, AdrCase, AdrStep]
OWNED += [MarkeTrakImport, MarkeTrakItem]
OF_CHECKLISTS = (Checklist, ChecklistItem, ItemRound, ItemEvidence, Document)


@pytest.fixture
def sheets(lantern: SimpleNamespace, mesa: SimpleNamespace) -> SimpleNamespace:
    """A checklist with everything that hangs on it, for both registrations of Prairie Lantern and one of the other."""
    return SimpleNamespace(
        qse=furnish_checklist(lantern.qse, "lantern"),
        re=furnish_checklist(lantern.re, "lantern"),
        mesa=furnish_checklist(mesa.qse, "mesa"),
    )


def participant_of(row: object) -> set[int]:
    """The participants whose fact a row is."""
    if isinstance(row, Participant):
        return {row.pk}
    owners = {row.participant_id}
    if isinstance(row, Representation | Acknowledgment):
        owners.add(row.representative_id)
    if isinstance(row, Agency):
        owners.add(row.agent_id)
    return owners


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_a_forgotten_scope_returns_no_foreign_row(
    model: type, outsider: User, lantern: SimpleNamespace, mesa: SimpleNamespace, sheets: SimpleNamespace
) -> None:
    with wall.inside(outsider.acting_for):
        for row in model.objects.all():
            assert mesa.participant.pk in participant_of(row), f"{row!r} of another participant came through"


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_scope_replaced_by_everything_still_returns_no_foreign_row(
    model: type, outsider: User, lantern: SimpleNamespace, mesa: SimpleNamespace, sheets: SimpleNamespace
) -> None:
    queryset = type(model.objects.all())
    with patch.object(queryset, "visible_to", lambda rows, user: rows), wall.inside(outsider.acting_for):
        for row in model.objects.visible_to(outsider):
            assert mesa.participant.pk in participant_of(row)


def test_own_rows_are_there(outsider: User, mesa: SimpleNamespace) -> None:
    with wall.inside(outsider.acting_for):
        assert Participant.objects.get() == mesa.participant
        assert set(Registration.objects.all()) == {mesa.qse, mesa.re}
        assert Contact.objects.get() == mesa.contact
        assert Representation.objects.get() == mesa.representation


@pytest.mark.parametrize("model", OF_CHECKLISTS, ids=lambda model: model.__name__)
def test_own_rows_of_checklists_are_there(model: type, outsider: User, sheets: SimpleNamespace) -> None:
    with wall.inside(outsider.acting_for):
        assert [row.participant_id for row in model.objects.all()] == [outsider.acting_for.participant_id]
        assert list(model.objects.visible_to(outsider)) == list(model.objects.all())


def test_contents_of_files_of_others_are_not_there(outsider: User, sheets: SimpleNamespace) -> None:
    with wall.inside(outsider.acting_for):
        assert DocumentContent.objects.get().document_id == sheets.mesa.evidence.document_id


STAFF_ONLY = [GlassBreak, Joining, ImportRun, FollowUp, Letter, Campaign, ObligationNote, Application, ChangeNote]
STAFF_ONLY += [Snooze, ReviewNote, Waiver, TrainingNeed, NeedEvidence, TrainingCoverage]
STAFF_ONLY += [CheckInCode, CheckInTry, CertificateCount]
STAFF_ONLY += [IssueCount, Note, NoteFile, Verification]
STAFF_ONLY += [Tag, IssueTag, IssueLink, Merge, Draft]
STAFF_ONLY += [ServicePolicy, PolicyVersion, ServiceTarget, TargetRun, DutyShift, GridPause]
STAFF_ONLY += [SettlementImport, WorkWeights]
STAFF_ONLY += [BulkRow, BulkRun, DeskWords, SearchWord]
STAFF_ONLY += [ReferralTime, Referral, ReferralStep, ReferralMessage, ReferralFile, DeskCall, Escalation]
STAFF_ONLY += [SystemicIssue, SystemicMember, SystemicUpdate, SystemicDelivery]
STAFF_ONLY += [IncomingMail, Mailbox, MailPlace, MailSource, ReplyKey]


@pytest.mark.parametrize("model", STAFF_ONLY, ids=lambda model: model.__name__)
def test_staff_tables_are_closed(model: type, outsider: User) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(outsider.acting_for):
        list(model.objects.all())


@pytest.mark.parametrize(
    "model", [FollowUp, Letter, ReviewNote, Waiver, TrainingNeed, NeedEvidence], ids=lambda model: model.__name__
)
def test_of_the_staffs_own_rows_participants_are_told_there_are_none(model: type, outsider: User) -> None:
    assert not model.objects.visible_to(outsider).exists()


def test_a_foreign_write_is_refused_by_the_database(outsider: User, lantern: SimpleNamespace) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), wall.inside(outsider.acting_for):
        ContactFactory(participant=lantern.participant)
    with wall.inside(outsider.acting_for):
        assert Contact.objects.filter(pk=lantern.contact.pk).update(name="taken") == 0


def test_nobody_sees_nothing(lantern: SimpleNamespace) -> None:
    with wall.inside(wall.NOBODY):
        assert not any(model.objects.exists() for model in OWNED)


def test_passwords_cannot_be_read_inside(member: User) -> None:
    with wall.inside(member.acting_for):
        assert member in User.objects.cards()
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        list(User.objects.values("password"))


def test_people_of_other_participants_are_not_there(member: User, outsider: User) -> None:
    with wall.inside(member.acting_for):
        assert outsider not in User.objects.cards()


def test_a_narrowed_membership_sees_its_registrations_only(lantern: SimpleNamespace, member: User) -> None:
    narrowed = wall.ActingFor(
        user_id=member.pk, participant_id=lantern.participant.pk, registration_ids=frozenset({lantern.qse.pk})
    )
    with wall.inside(narrowed):
        assert list(Registration.objects.all()) == [lantern.qse]
        assert not Resource.objects.exists()
        assert not CounterParty.objects.exists()


@pytest.mark.parametrize("model", OF_CHECKLISTS, ids=lambda model: model.__name__)
def test_a_narrowed_membership_sees_its_registrations_checklist_only(
    model: type, lantern: SimpleNamespace, member: User, sheets: SimpleNamespace
) -> None:
    def of_registration(rows: object) -> set[int]:
        if model is Document:
            return {row.registration_id for row in rows}
        path = {
            Checklist: "registration",
            ChecklistItem: "checklist__registration",
            ItemRound: "item__checklist__registration",
            ItemEvidence: "round__item__checklist__registration",
        }
        return set(rows.values_list(path[model], flat=True))

    narrowed = wall.ActingFor(
        user_id=member.pk, participant_id=lantern.participant.pk, registration_ids=frozenset({lantern.qse.pk})
    )
    with wall.inside(narrowed):
        assert of_registration(model.objects.all()) == {lantern.qse.pk}
    member.acting_for = narrowed
    assert of_registration(model.objects.visible_to(member)) == {lantern.qse.pk}


def test_of_an_item_only_what_sending_it_changes_is_written(member: User, sheets: SimpleNamespace) -> None:
    for column, value in (("due_on", "2026-12-01"), ("mandatory", False), ("code", "X"), ("waits_for", [])):
        with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
            ChecklistItem.objects.filter(pk=sheets.qse.item.pk).update(**{column: value})
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        ItemRound.objects.filter(pk=sheets.qse.round.pk).update(remark="changed")
    with wall.inside(member.acting_for):
        assert ChecklistItem.objects.filter(pk=sheets.mesa.item.pk).update(state="waiting") == 0


def test_narrowed_to_nothing_is_not_everything(lantern: SimpleNamespace, member: User) -> None:
    nothing = wall.ActingFor(user_id=member.pk, participant_id=lantern.participant.pk, registration_ids=frozenset())
    with wall.inside(nothing):
        assert not Registration.objects.exists()


def test_the_role_is_taken_off_again(member: User) -> None:
    with wall.inside(member.acting_for):
        assert current_role() == wall.ROLE
        with wall.as_operator("test"):
            assert current_role() != wall.ROLE
        assert current_role() == wall.ROLE
    assert current_role() != wall.ROLE
    assert wall.current() is None


@pytest.mark.django_db(transaction=True)
def test_without_another_transaction_around_it_the_role_ends_with_its_own() -> None:
    with wall.inside(wall.ActingFor(user_id=1, participant_id=2)):
        with wall.as_operator("test"):
            assert current_role() != wall.ROLE
        assert (current_role(), setting("portal.participant")) == (wall.ROLE, "2")
    assert current_role() != wall.ROLE
    assert not setting("portal.participant")
    assert not setting("portal.user")


def setting(name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def test_an_error_rolls_back_and_takes_the_role_off(member: User, lantern: SimpleNamespace) -> None:
    with pytest.raises(ZeroDivisionError), wall.inside(member.acting_for):
        Contact.objects.filter(pk=lantern.contact.pk).update(name="half-written")
        raise ZeroDivisionError
    assert current_role() != wall.ROLE
    lantern.contact.refresh_from_db()
    assert lantern.contact.name == "lantern contact"


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def test_the_application_itself_is_no_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET verb = 'x'", "DELETE FROM audit_auditevent"])
def test_the_audit_trail_refuses_changes(statement: str) -> None:
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_participant_cannot_write_history_in_anothers_name(member: User, outsider: User, now: object) -> None:
    event = AuditEvent(verb="x", by=outsider, by_label="x", at=now, participant_id=member.acting_for.participant_id)
    with pytest.raises(ProgrammingError, match="row-level security"), wall.inside(member.acting_for):
        event.save()


def test_invitation_secrets_stay_unread(member: User) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
        list(Invitation.objects.values("digest"))
