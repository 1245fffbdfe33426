"""The rows and people that the walks over all addresses happen among, made once for a module."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actions.invitations import invite
from accounts.actions.tokens import issue_token
from accounts.choices import Level, Role, TokenScope
from accounts.middleware import NOTED
from accounts.models import Absence, Mentoring, Team, User
from accounts.tests.factories import AuditorFactory, PersonFactory, SpecialistFactory, StaffFactory, SupervisorFactory
from participants.actions.adopting import stay_with_version
from participants.actions.catalog import load_roles
from participants.actions.checklist_items import submit_item
from participants.actions.checklists import open_checklist
from participants.actions.follow_ups import add_follow_up
from participants.actions.joinings import join_participants
from participants.actions.letters import write_letter
from participants.actions.obligations import owe, submit_obligation
from participants.actions.official_letters import issue_official_letter
from participants.actions.reference_catalogs import load_reference_catalogs
from participants.actions.requirements import next_version
from participants.actions.requirements_catalog import load_requirements
from participants.actions.reviews import note_item
from participants.actions.waivers import ask_waiver
from participants.choices import MembershipKind
from participants.models import (
    Campaign,
    ChangeDocument,
    ChangeProcedure,
    CounterParty,
    Form,
    GlassBreak,
    ImportRun,
    ItemEvidence,
    LeadTime,
    ObligationEvidence,
    ObligationType,
    RequirementBlock,
    TestFlight,
)
from participants.requirements import items_of
from participants.tests.actions.applying import assigned
from participants.tests.actions.following_up import load_deadlines
from participants.tests.change_factories import (
    AcknowledgmentFactory,
    BankAccountFactory,
    ChangeFactory,
    ChangeFieldFactory,
    ChangeStepFactory,
)
from participants.tests.factories import (
    AgencyFactory,
    AgentMembershipFactory,
    AssignmentFactory,
    ParticipantFactory,
    RegistrationFactory,
)
from portal.calendars.models import Clock, ReminderPlan
from portal.documents.models import ProtectionClass
from portal.documents.storing import store_bytes
from portal.documents.tests.files import upload
from portal.outbox import unsubscribing
from portal.outbox.kinds import Kind
from portal.outbox.models import AddressTrouble, Notification
from portal.outbox.tests.mails import mail
from portal.testing import acting, furnish, member_of
from portal.tests.access.furnishing import furnish_all
from portal.tests.access.queue_world import furnish_queue
from portal.tests.access.targets_world import furnish_targets
from portal.tests.access.told import ASKED_OF_ALL, names_of
from training.actions.catalog import load_courses, load_paths
from training.actions.coverage import count_coverage
from training.actions.versions import add_material
from training.models import Course, LearningPath, Recommendation
from training.tests.factories import CourseFactory, NeedFactory
from training.tests.reading_world import readable_of

PERSONAS = (
    "anonymous",
    "prospect",
    "member",
    "org_admin",
    "outsider",
    "agent",
    "manager",
    "colleague",
    "specialist",
    "coordinator",
    "auditor",
    "supervisor",
    "deactivated",
)
NEWS = Kind("test.walk", "News of the walk", audience="both")
INVITED_AT = "someone@prairielantern.example"


class World(SimpleNamespace):
    """`people` by persona, `clients` signed in as them, `named` rows that addresses name, `mesa` the other side."""


def build() -> World:
    world = World(now=datetime.now(UTC), people=_staff(), named={})
    _companies(world)
    _users(world)
    _changes(world)
    companies = (world.lantern, world.mesa, world.harbor)
    nobodys = furnish_all(world, *companies)
    _side_rows(world)
    world.named |= nobodys
    _also_named(world)
    world.named |= furnish_queue([world.lantern.issue], by=world.people["manager"], now=world.now)
    world.clients = {persona: client_of(world.people.get(persona)) for persona in PERSONAS}
    User.objects.filter(pk=world.people["deactivated"].pk).update(is_active=False)
    return world


def client_of(person: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
        _noted_today(client)
    return client


def _noted_today(client: Client) -> None:
    """Activity is noted once a minute; each answer of a walk is taken back, so that each would note it anew."""
    session = client.session
    session[NOTED] = (datetime.now(UTC) + timedelta(days=1)).timestamp()
    session.save()


def _staff() -> dict[str, User]:
    return {
        "manager": StaffFactory(name="Dana Manager"),
        "senior": StaffFactory(name="Ruth Senior", level=Level.SENIOR),
        "colleague": StaffFactory(name="Omar Colleague", level=Level.TWO),
        "specialist": SpecialistFactory(name="Sam Specialist"),
        "coordinator": StaffFactory(name="Tess Coordinator", role=Role.TRAINING_COORDINATOR),
        "auditor": AuditorFactory(name="Ada Auditor"),
        "supervisor": SupervisorFactory(name="Lee Supervisor"),
        "deactivated": StaffFactory(name="Nora Former"),
    }


def _companies(world: World) -> None:
    people = world.people
    load_deadlines(world.now)
    load_requirements(now=world.now)
    load_reference_catalogs(now=world.now)
    world.lantern = furnish(ParticipantFactory(name="Prairie Lantern Energy", duns="111111111"), "lantern")
    world.lantern.assignment = AssignmentFactory(participant=world.lantern.participant, person=people["manager"])
    world.mesa = furnish(ParticipantFactory(name="Blue Mesa Trading", duns="222222222"), "mesa")
    world.mesa.assignment = AssignmentFactory(participant=world.mesa.participant, person=people["senior"])
    closed = ParticipantFactory(
        name="Quiet Harbor Storage", duns="333333333", restricted=True, restricted_reason="Acquisition under way"
    )
    world.harbor = furnish(closed, "harbor")
    world.harbor.assignment = AssignmentFactory(participant=closed, person=people["senior"])
    for rows in (world.lantern, world.mesa, world.harbor):
        rows.counter_party = CounterParty.objects.create(participant=rows.participant, since=date(2020, 1, 1))
        rows.agency = AgencyFactory(participant=rows.participant, agent_name="Tall Pines Consulting")
        rows.follow_up = add_follow_up(
            participant=rows.participant,
            title=f"Call {rows.contact.name}",
            in_days=3,
            by=people["supervisor"],
            now=world.now,
        )
        rows.obligation = owe(
            type_code="OB-LSIPA",
            participant=rows.participant,
            since=world.now.date(),
            by=people["supervisor"],
            now=world.now,
        )
        rows.training_need = NeedFactory(participant=rows.participant, title=f"Training that {rows.contact.name} needs")
        _checklist(rows, people, world.now)
        rows.deadline = Clock.objects.of(rows.follow_up).get()
        rows.letter = write_letter(
            participant=rows.participant,
            contacts=[rows.contact],
            text=f"Dear {rows.contact.name}",
            by=rows.assignment.person,
            now=world.now,
        )
        certified = {"kind": "certification", "effective_on": world.now.date(), "now": world.now}
        rows.official_letter = issue_official_letter(registration=rows.qse, by=people["supervisor"], **certified)
    _checklists(world)
    Recommendation.objects.create(course=CourseFactory(code="WALK"), role=world.lantern.qse.role, advice="required")
    count_coverage(now=world.now)


def _checklists(world: World) -> None:
    """Each company's was opened before the common block changed; it stays with the version it has."""
    given = {"by": world.people["supervisor"], "now": world.now}
    companies = (world.lantern, world.mesa, world.harbor)
    block = RequirementBlock.objects.get(code="COM")
    first, *others = items_of(block.versions.current().get())
    draft = [replace(first, evidence="another note"), *others]
    world.version = next_version(block=block, items=draft, note="Changed", **given)
    for rows in companies:
        reason = f"{rows.contact.name} asked for it"
        rows.version_decision = stay_with_version(
            checklist=rows.checklist, version=world.version, reason=reason, **given
        )


def _checklist(rows: SimpleNamespace, people: dict[str, User], now: datetime) -> None:
    """A checklist of the company's QSE: evidence sent for an item, which the account manager asks to do without."""
    given = {"by": rows.assignment.person, "now": now}
    rows.checklist = open_checklist(registration=rows.qse, **given)
    item = rows.checklist.items.get(code=ASKED_OF_ALL)
    file = SimpleUploadedFile(f"{rows.qse.short_name} minutes.txt", b"Minutes of the talk.")
    rows.item = submit_item(item=item, documents=[file], remark=f"Talked with {rows.contact.name}", **given)
    rows.evidence = ItemEvidence.objects.select_related("document").get(round__item=rows.item)
    rows.evidence_file = rows.evidence.document
    rows.note = note_item(item=rows.item, text=f"Ask {rows.contact.name} again", **given)
    rows.waiver = ask_waiver(item=rows.item, reason=f"{rows.contact.name} cannot come", **given)


def _users(world: World) -> None:
    people, lantern, mesa = world.people, world.lantern.participant, world.mesa.participant
    newcomer = ParticipantFactory(name="Newcomer Power", duns="")
    RegistrationFactory(participant=newcomer, duns="", short_name="", status="prospective")
    people["prospect"] = member_of(newcomer, "Pia Prospect", "prospect@newcomer.example", MembershipKind.ADMIN)
    people["member"] = member_of(lantern, "Mia Member", "analyst@prairielantern.example")
    people["org_admin"] = member_of(lantern, "Ana Admin", "admin@prairielantern.example", MembershipKind.ADMIN)
    people["outsider"] = member_of(mesa, "Otto Outsider", "admin@bluemesa.example", MembershipKind.ADMIN)
    people["agent"] = PersonFactory(name="Gus Agent", email="agent@gridadvisers.example")
    world.agencies = [
        AgentMembershipFactory(user=people["agent"], participant=company).agency for company in (lantern, mesa)
    ]
    acting(people["agent"])
    people["harbor"] = member_of(world.harbor.participant, "Hal Harbor", "hal@quietharbor.example")
    for company, of in ((world.lantern, "member"), (world.mesa, "outsider"), (world.harbor, "harbor")):
        company.membership = people[of].memberships.get()
        company.user = people[of]
        _hand_in(world, company)


def _hand_in(world: World, company: SimpleNamespace) -> None:
    """Something the company handed in, with its file."""
    filed = owe(
        type_code="OB-FLIGHT",
        participant=company.participant,
        registration=company.qse,
        since=world.now.date(),
        due_on=world.now.date() + timedelta(30),
        by=world.people["supervisor"],
        now=world.now,
    )
    file = upload(f"{company.contact.name} form.pdf")
    company.filed = submit_obligation(obligation=filed, by=company.user, now=world.now, uploads=[file])
    company.filed_document = ObligationEvidence.objects.get(round__obligation=filed).document


def _changes(world: World) -> None:
    """A change of each company, with evidence and a bank account; another company asks for Prairie Lantern's word."""
    for rows in (world.lantern, world.mesa, world.harbor):
        change = ChangeFactory(
            participant=rows.participant, requested_by=rows.assignment.person, reason=f"Moved by {rows.contact.name}"
        )
        ChangeFieldFactory(change=change, after=f"1 {rows.contact.name} Street")
        ChangeStepFactory(change=change)
        document = store_bytes(
            name="proof.txt", content=b"proof", participant_id=rows.participant.pk, by=rows.user, now=world.now
        )
        rows.change = change
        rows.change_evidence = ChangeDocument.objects.create(
            change=change, participant=rows.participant, document=document, title=f"Proof of {rows.contact.name}"
        )
        rows.bank_account = BankAccountFactory(change=change)
    asking = ChangeFactory(participant__name="Sunny Slope Solar", participant__duns="")
    world.lantern.acknowledgment = AcknowledgmentFactory(change=asking, representative_registration=world.lantern.qse)


def _also_named(world: World) -> None:
    """What else only one company has under these names: a token, an invitation, an asking for its word."""
    lantern, mesa, harbor = world.lantern, world.mesa, world.harbor
    lantern.also_named = harbor.also_named = {}
    given = {"by": world.people["outsider"], "now": world.now}
    token, _ = issue_token(
        user=given["by"],
        name="meter reads",
        scope=TokenScope.READ,
        days=30,
        membership_ref=mesa.membership.ref,
        **given,
    )
    plan = {"kind": "member", "registrations": [], "agency": "", "ends_on": ""}
    guest, _ = invite(
        email="someone@bluemesa.example", name="", participant_id=mesa.participant.pk, membership_plan=plan, **given
    )
    given = {"change": ChangeFactory(), "representative_registration": mesa.qse, "represented_name": "TABLE_2"}
    asking = AcknowledgmentFactory(**given)
    mesa.also_named = {"token": token, "guest": guest, "acknowledgment": asking}


def _side_rows(world: World) -> None:
    """One row of everything else that an address names."""
    people, now, today = world.people, world.now, world.now.date()
    plan = {"kind": "member", "registrations": [], "agency": "", "ends_on": ""}
    given = {"by": people["org_admin"], "now": now, "membership_plan": plan}
    guest, secret = invite(email=INVITED_AT, name="", participant_id=world.lantern.participant.pk, **given)
    joiner, _ = invite(
        email="new@iso.example", name="New Colleague", by=people["supervisor"], now=now, role=Role.TRAINING_COORDINATOR
    )
    token, _ = issue_token(
        user=people["member"], by=people["member"], now=now, name="nightly", scope=TokenScope.READ, days=30,
        membership_ref=world.lantern.membership.ref,
    )  # fmt: skip
    kept, absorbed = ParticipantFactory(name="Kept Company"), ParticipantFactory(name="Absorbed Company")
    joining = join_participants(kept=kept, absorbed=absorbed, by=people["supervisor"], now=now, reason="One company")
    away = Absence.objects.create(
        person=people["manager"], stand_in=people["senior"], starts_on=today + timedelta(30),
        ends_on=today + timedelta(31),
    )  # fmt: skip
    run = ImportRun.objects.create(
        kind="participants", status="refused", file_name="list.csv", refusal="Not a list.", started_at=now,
        started_by=people["supervisor"],
    )  # fmt: skip
    news = Notification.objects.create(recipient=people["manager"], kind=NEWS.code, dedupe_key="news of the walk")
    trouble = AddressTrouble.objects.create(address="gone@company.example", kind="bounced", since=now)
    application = assigned(now, people["manager"], people["supervisor"])
    world.named = {
        **names_of(world.lantern),
        **readable_of(people, now),
        "application": application,
        "failed_message": mail(state="failed"),
        "address_trouble": trouble,
        "letter_mail": mail(written_by=people["manager"]),
        "notification": news,
        "unsubscribe_token": unsubscribing.url_for(people["manager"].pk, NEWS.code).split("/")[-2],
        "restricted": world.harbor.participant,
        "session": world.session,
        "guest": guest,
        "guest_secret": secret,
        "joiner": joiner,
        "token": token,
        "joining": joining,
        "absence": away,
        "mentoring": Mentoring.objects.create(
            mentor=people["senior"], colleague=people["manager"], starts_on=date(2026, 1, 1)
        ),
        "market_role": world.lantern.qse.role,
        "glass_break": GlassBreak.objects.create(
            participant=world.harbor.participant,
            person=people["senior"],
            reason="Looked for",
            opened_at=now,
            expires_at=now + timedelta(hours=4),
        ),
        "flight": TestFlight.objects.get(code="0225"),
        "block_version": world.version,
        "form": Form.objects.get(code="23-G"),
        "protection_class": ProtectionClass.objects.get(code="PI-CREDIT"),
        "lead_time": LeadTime.objects.get(code="LT-NCI"),
        "obligation_type": ObligationType.objects.get(code="OB-DCAA"),
        "campaign": Campaign.objects.create(
            type=ObligationType.objects.get(code="OB-DCAA"), period="2026", due_on=date(2026, 10, 1)
        ),
        "change_procedure": ChangeProcedure.objects.get(code="CHG-NAME"),
        "department": people["specialist"].department,
        "reminder_plan": ReminderPlan.objects.get(code="follow-up"),
        "team": Team.objects.create(name="Wholesale"),
        "import": run,
        "person": people["manager"],
        **_catalog_of_courses(world),
        **furnish_targets(person=people["colleague"], by=people["supervisor"], now=now),
    }


def _catalog_of_courses(world: World) -> dict[str, Any]:
    """Public rows: a course of the catalog with a file, and a learning path."""
    load_roles(now=world.now)
    load_courses(now=world.now)
    load_paths(now=world.now)
    given = {"title": "Handout", "audience": "learners", "by": world.people["supervisor"], "now": world.now}
    course = Course.objects.get(code="N101")
    material = add_material(version=course.versions.get(), upload=upload("handout.pdf"), **given)
    return {
        "course": course,
        "course_document": material.document,
        "learning_path": LearningPath.objects.get(code="NEW-RE"),
    }
