"""The demo's rows that addresses name, under the names the access matrix calls them by.

What the demo world has none of (an import, an invitation, a token, a mail that failed) is added by the same actions.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions.invitations import invite
from accounts.actions.tokens import issue_token
from accounts.choices import Role, TokenScope
from accounts.models import Absence, Department, Mentoring, Team, User
from participants.actions.agencies import grant_agency
from participants.actions.checklist_items import submit_item
from participants.actions.checklists import open_checklist
from participants.actions.imports.reading import read_import
from participants.actions.imports.runs import start_import
from participants.actions.joinings import join_participants
from participants.actions.obligations import note_on_obligation, owe, return_obligation, submit_obligation
from participants.actions.official_letters import issue_official_letter
from participants.actions.participants import add_participant
from participants.actions.registrations import add_registration
from participants.actions.requirements import publish_block_version
from participants.actions.reviews import return_item
from participants.choices import ImportKind
from participants.models import (
    Application,
    Assignment,
    BlockVersion,
    Campaign,
    ChangeDocument,
    ChangeProcedure,
    Checklist,
    ContactRole,
    CounterParty,
    FollowUp,
    Form,
    GlassBreak,
    ItemEvidence,
    LeadTime,
    Letter,
    MarketRole,
    Membership,
    ObligationEvidence,
    ObligationType,
    OfficialLetter,
    Participant,
    Representation,
    RequirementBlock,
    Resource,
    TestFlight,
    Waiver,
)
from participants.requirements import items_of
from participants.tests.change_factories import (
    AcknowledgmentFactory,
    BankAccountFactory,
    ChangeFactory,
    ChangeFieldFactory,
    ChangeStepFactory,
)
from participants.tests.rules.imports.builders import official_list
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock, ReminderPlan
from portal.documents.models import ProtectionClass
from portal.documents.storing import store_bytes
from portal.documents.tests.files import upload
from portal.outbox import delivery, mailbox, unsubscribing
from portal.outbox.models import AddressTrouble, Notification
from portal.outbox.tests.mails import mail
from portal.scoping.today import market_day
from portal.testing import acting
from portal.tests.browser.arrivals import give_factors
from portal.tests.browser.demo_access_rows import access_rows
from portal.tests.browser.demo_coaching_rows import coaching_rows
from portal.tests.browser.demo_contact_rows import contact_rows
from portal.tests.browser.demo_family_rows import family_rows
from portal.tests.browser.demo_guidance_rows import guidance_rows
from portal.tests.browser.demo_hand_over_rows import hand_over_rows
from portal.tests.browser.demo_health_rows import health_rows
from portal.tests.browser.demo_held_rows import held_rows
from portal.tests.browser.demo_issue_rows_conversation import conversation_rows
from portal.tests.browser.demo_issue_rows_disputes import dispute_rows
from portal.tests.browser.demo_issue_rows_mail import mail_rows
from portal.tests.browser.demo_issue_rows_page import issue_rows
from portal.tests.browser.demo_issue_rows_queue import queue_rows
from portal.tests.browser.demo_issue_rows_referrals import referral_rows
from portal.tests.browser.demo_issue_rows_targets import target_rows
from portal.tests.browser.demo_issue_rows_working import working_rows
from portal.tests.browser.demo_plan_rows import plan_rows, signing_rows
from portal.tests.browser.demo_protection_rows import protection_rows
from portal.tests.browser.demo_report_rows import report_rows
from portal.tests.browser.demo_rights_rows import rights_rows
from portal.tests.browser.demo_room_rows import room_rows
from portal.tests.browser.demo_sign_in_rows import sign_in_rows
from portal.tests.browser.demo_training_rows import training_rows

COMPANY = "Prairie Lantern Energy"  # the manager's; with an organization administrator and a member
NEWCOMER = "Newcomer Power"
PLANT = "Mesquite Bend Wind"  # the manager's too; has resources


def named_rows(now: datetime) -> dict[str, Any]:
    """Everything that addresses name, by name."""
    people = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    rows = _of_the_company(now) | _of_checklists() | _of_the_desk(people) | training_rows(people, now)
    rows |= issue_rows(people, now)
    rows |= conversation_rows(people, now)
    rows |= working_rows(now)
    rows |= target_rows()
    rows |= dispute_rows(people, now)
    rows |= queue_rows(people, now)
    rows |= referral_rows(people, now)
    rows |= held_rows(people, now)
    rows |= coaching_rows()
    rows |= rights_rows(people, now)
    rows |= report_rows(people, now)
    rows |= mail_rows()
    rows |= plan_rows(people, now) | signing_rows(rows["participant"], people["manager"], now)
    rows |= guidance_rows()
    rows |= contact_rows(people["manager"], now)
    rows |= hand_over_rows() | access_rows() | protection_rows() | sign_in_rows()
    rows |= hand_over_rows()
    rows |= health_rows() | room_rows(now)
    rows |= hand_over_rows() | family_rows()
    return rows | _added(people, now) | _messages(people, now)


def _of_the_company(now: datetime) -> dict[str, Any]:
    company, plant = Participant.objects.get(name=COMPANY), Participant.objects.get(name=PLANT)
    admin = acting(User.objects.get(email="admin@prairielantern.example"))
    role = ContactRole.objects.filter(contact__participant=company, ends_on=None).first()
    follow_up = FollowUp.objects.filter(participant=company).earliest("pk")
    grant = {"agent_name": "Tall Pines Consulting", "scope": "Settlement matters", "starts_on": market_day(now)}
    plan = {"kind": "member", "registrations": [], "agency": "", "ends_on": ""}
    given = {"participant_id": company.pk, "membership_plan": plan, "by": admin, "now": now}
    guest, secret = invite(email="noor@prairielantern.example", name="Noor Newcomer", **given)
    return {
        "participant": company,
        "registration": company.registrations.first(),
        "contact": role.contact,
        "role": role,
        "membership": Membership.objects.get(user__email="analyst@prairielantern.example"),
        "agency": grant_agency(participant=company, by=admin, now=now, **grant),
        "resource": Resource.objects.filter(participant=plant).first(),
        "representation": Representation.objects.filter(resource__participant=plant).first(),
        "assignment": Assignment.objects.get(participant=company, ends_on=None),
        "counter_party": CounterParty.objects.first(),
        "follow_up": follow_up,
        "deadline": Clock.objects.of(follow_up).get(),
        "letter": Letter.objects.get(participant=company),
        "official_letter": _certified(company, now),
        "guest": guest,
        "guest_secret": secret,
        **_handed_in(company, admin, now),
        **_changes_of(company, now),
        **_sent_back(company, now),
    }


def _changes_of(company: Participant, now: datetime) -> dict[str, Any]:
    """One recorded after a call, with evidence; another company asks for the word of this one."""
    change = ChangeFactory(participant=company, requested_at=now)
    ChangeFieldFactory(change=change)
    ChangeStepFactory(change=change)
    stored = store_bytes(name="proof.txt", content=b"proof", participant_id=company.pk, by=None, now=now)
    asking = ChangeFactory(participant=Participant.objects.get(name=PLANT), requested_at=now)
    return {
        "change": change,
        "change_evidence": ChangeDocument.objects.create(
            change=change, participant=company, document=stored, title="Proof"
        ),
        "bank_account": BankAccountFactory(change=change),
        "acknowledgment": AcknowledgmentFactory(
            change=asking, representative_registration=company.registrations.first(), asked_at=now
        ),
    }


def _certified(company: Participant, now: datetime) -> OfficialLetter:
    """A certification of what the company holds in the market."""
    held = company.registrations.filter(status="qualified").first()
    by = User.objects.get(email="supervisor@iso.example")
    return issue_official_letter(registration=held, kind="certification", effective_on=market_day(now), by=by, now=now)


def _sent_back(company: Participant, now: datetime) -> dict[str, Any]:
    """The checklist of a further role the company applies for, an item of which was sent back."""
    by = User.objects.get(email="supervisor@iso.example")
    role = MarketRole.objects.get(code="QSE")
    registration = add_registration(participant=company, role=role, by=by, now=now)
    checklist = open_checklist(registration=registration, by=by, now=now)
    item = checklist.items.get(code="COM-04")
    submit_item(item=item, documents=[SimpleUploadedFile("form.txt", b"Form")], remark="Signed", by=by, now=now)
    item = return_item(item=item, comment="The signature of an officer is missing.", by=by, now=now)
    return {"own_checklist": checklist, "own_item": item, "own_evidence": ItemEvidence.objects.get(round__item=item)}


def _of_checklists() -> dict[str, Any]:
    """The newcomer's checklist, an item that Client Services reviews, and a waiver that somebody asks for elsewhere."""
    checklist = Checklist.objects.get(participant__name=NEWCOMER)
    item = checklist.items.get(code="COM-01")
    return {
        "checklist": checklist,
        "item": item,
        "evidence": ItemEvidence.objects.get(round__item=item),
        "waiver": Waiver.objects.get(decided_at=None),
    }


def _handed_in(company: Participant, by: User, now: datetime) -> dict[str, Any]:
    """What the company owes and handed in, returned with a comment, and a note that only the staff reads."""
    supervisor = User.objects.get(email="supervisor@iso.example")
    day = market_day(now)
    row = owe(type_code="OB-LSIPA", participant=company, since=day, by=supervisor, now=now)
    remark = "Signed by our officer. The ownership chart is on the second page."
    uploads = [upload("attestation.pdf"), upload("ownership chart.pdf")]
    submit_obligation(obligation=row, by=by, now=now, uploads=uploads, remark=remark)
    return_obligation(obligation=row, by=supervisor, now=now, comment="The date of the change is missing.")
    note_on_obligation(obligation=row, by=supervisor, now=now, text="They mixed up the dates last year, too.")
    campaign = Campaign.objects.filter(type__code="OB-DCAA").latest("due_on")
    document = ObligationEvidence.objects.filter(round__obligation=row).first().document
    return {"obligation": row, "filed_document": document, "campaign": campaign}


def _of_the_desk(people: dict[str, User]) -> dict[str, Any]:
    return {
        "person": people["manager"],
        "application": Application.objects.get(company="Prairie Lantern Energy Marketing"),
        "restricted": Participant.objects.get(name="Silver Fern Retail"),
        "absence": Absence.objects.filter(person=people["senior"]).first(),
        "mentoring": Mentoring.objects.get(colleague=people["manager"]),
        "team": Team.objects.first(),
        "department": Department.objects.first(),
        "market_role": MarketRole.objects.first(),
        "form": Form.objects.first(),
        "protection_class": ProtectionClass.objects.first(),
        "lead_time": LeadTime.objects.first(),
        "obligation_type": ObligationType.objects.first(),
        "change_procedure": ChangeProcedure.objects.first(),
        "flight": TestFlight.objects.first(),
        "glass_break": GlassBreak.objects.first(),
        "reminder_plan": ReminderPlan.objects.get(code="follow-up"),
    }


def _added(people: dict[str, User], now: datetime) -> dict[str, Any]:
    supervisor = people["supervisor"]
    given = {"by": supervisor, "now": now}
    kept, absorbed = (add_participant(name=f"{name} Pumped Storage", **given) for name in ("Yucca", "Yukka"))
    listed = official_list(rows=60)
    run = start_import(kind=ImportKind.PARTICIPANTS, file_name=listed.file_name, data=listed.data, **given)
    joiner, _ = invite(email="new@iso.example", name="New Colleague", role=Role.TRAINING_COORDINATOR, **given)
    analyst = acting(User.objects.get(email="analyst@prairielantern.example"))
    token, _ = issue_token(
        user=analyst, by=analyst, now=now, name="Nightly export", scope=TokenScope.READ, days=30,
        membership_ref=analyst.memberships.get().ref,
    )  # fmt: skip
    return {
        "block_version": _changed_block(supervisor, now),
        "joining": join_participants(kept=kept, absorbed=absorbed, reason="One company", **given),
        "import": read_import(run=run, now=now),
        "joiner": joiner,
        "token": token,
        "passkey": give_factors(supervisor),
    }


def _changed_block(by: User, now: datetime) -> BlockVersion:
    """The common block asks for something else while checklists run: each is to follow, or to stay."""
    block = RequirementBlock.objects.get(code="COM")
    first, *others = items_of(block.versions.current().get())
    draft = [replace(first, evidence="meeting note"), *others]
    return publish_block_version(block=block, items=draft, note="The intake form is no longer used", by=by, now=now)


def _messages(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """Reminders are told and their mails written to files; one mail fails, one address is in trouble."""
    sweep_deadlines(now=now)
    delivery.deliver_due(clock=lambda: now + timedelta(days=1), limit=timedelta(seconds=30))
    written = next(mailbox.latest())
    refused = {"address": "gone@prairielantern.example", "last_error": "550 5.1.1 No such user here"}
    news = Notification.objects.filter(recipient=people["manager"]).first()
    return {
        "failed_message": mail(state="failed", kind=news.kind, about_ref=news.about_ref, **refused),
        "address_trouble": AddressTrouble.objects.create(address=refused["address"], kind="bounced", since=now),
        "letter_mail": mail(written_by=people["manager"]),
        "notification": news,
        "unsubscribe_token": unsubscribing.url_for(people["manager"].pk, news.kind).split("/")[-2],
        "mail_file": written.name,
        "mail_number": str(written.number),
    }
