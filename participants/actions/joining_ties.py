"""After an undone joining no row may hang on two companies: parts follow their whole, other ties are refused."""

from django.db.models import F, Q

from participants.actions.joining_rows import PARTS_OF_CHANGES
from participants.models import (
    Acknowledgment,
    Agency,
    BankAccount,
    Change,
    ChangeDocument,
    Checklist,
    ChecklistItem,
    Contact,
    ContactRole,
    ExtensionRequest,
    FollowUp,
    Interaction,
    ItemEvidence,
    ItemRound,
    Letter,
    LetterReply,
    LetterReplyFile,
    Meeting,
    MeetingGuest,
    Membership,
    Obligation,
    ObligationEvidence,
    ObligationRound,
    OfficialLetter,
    Participant,
    Registration,
    Representation,
    Resource,
    ReviewNote,
    VersionDecision,
    Waiver,
)
from portal.calendars.models import Clock
from portal.documents.models import Document
from portal.lifecycle.refusals import Refused
from portal.outbox.models import Notification, OutboundMessage


def follow(kept: Participant, absorbed: Participant) -> None:
    """Rows added since the joining go with the contact, registration, resource or agency they are parts of.

    A membership of one company no longer covers registrations of the other.
    """
    registrations = Registration.objects.filter(participant=absorbed)
    ContactRole.objects.filter(participant=kept, contact__in=_ids(Contact, absorbed)).update(participant=absorbed)
    Resource.objects.filter(participant=kept, registration__in=registrations).update(participant=absorbed)
    resources = Resource.objects.filter(participant=absorbed)
    Representation.objects.filter(
        Q(resource__in=resources) | Q(registration__in=registrations), participant=kept
    ).update(participant=absorbed)
    Representation.objects.filter(representative=kept, representative_registration__in=registrations).update(
        representative=absorbed
    )
    Membership.objects.filter(participant=kept, agency__in=_ids(Agency, absorbed)).update(participant=absorbed)
    _uncover(kept, absorbed)
    _follow_checklists(kept, absorbed)
    _follow_what_is_owed(kept, absorbed)
    _follow_changes(kept, absorbed)
    _follow_what_the_desk_wrote(kept, absorbed)


def require_untied(kept: Participant, absorbed: Participant) -> None:
    """Refuse when a row added since names things of both companies: someone must decide where it belongs."""
    both = [kept.pk, absorbed.pk]
    roles = ContactRole.objects.filter(participant__in=both).exclude(registration=None)
    resources = Resource.objects.filter(participant__in=both).exclude(registration=None)
    if names := list(
        roles.exclude(registration__participant=F("participant")).values_list("contact__name", flat=True)[:3]
    ):
        raise Refused(f"Roles given since the joining tie the two companies together: {', '.join(names)}.")
    if codes := list(resources.exclude(registration__participant=F("participant")).values_list("code", flat=True)[:3]):
        raise Refused(f"Resources moved since the joining tie the two companies together: {', '.join(codes)}.")


def _ids(model, participant: Participant):
    return model.objects.filter(participant=participant)


def _uncover(kept: Participant, absorbed: Participant) -> None:
    through = Membership.registrations.through
    foreign = through.objects.filter(membership__participant__in=[kept, absorbed]).exclude(
        registration__participant=F("membership__participant")
    )
    through.objects.filter(pk__in=list(foreign.values_list("pk", flat=True))).delete()
    limits = Agency.registrations.through
    foreign = limits.objects.filter(agency__participant__in=[kept, absorbed]).exclude(
        registration__participant=F("agency__participant")
    )
    limits.objects.filter(pk__in=list(foreign.values_list("pk", flat=True))).delete()


def _follow_what_is_owed(kept: Participant, absorbed: Participant) -> None:
    """Obligations go with what they are owed for, and take along what was handed in for them."""
    things = Q(registration__participant=absorbed) | Q(resource__participant=absorbed)
    things |= Q(counter_party__participant=absorbed)
    Obligation.objects.filter(pk__in=list(_ids(Obligation, kept).filter(things).values_list("pk", flat=True))).update(
        participant=absorbed
    )
    owed = _ids(Obligation, absorbed)
    for model in (ObligationRound, ExtensionRequest):
        _ids(model, kept).filter(obligation__in=owed).update(participant=absorbed)
    _ids(ObligationEvidence, kept).filter(round__obligation__in=owed).update(participant=absorbed)
    files = list(_ids(ObligationEvidence, absorbed).values_list("document", flat=True))
    files += _ids(ExtensionRequest, absorbed).exclude(plan_document=None).values_list("plan_document", flat=True)
    Document.objects.filter(participant_id=kept.pk, pk__in=files).update(participant_id=absorbed.pk)


def _follow_checklists(kept: Participant, absorbed: Participant) -> None:
    """Checklists and official letters go with their registrations, and take along what was sent and said since."""
    for whole in (Checklist, OfficialLetter):
        _ids(whole, kept).filter(registration__participant=absorbed).update(participant=absorbed)
    for part in (ChecklistItem, VersionDecision):
        _ids(part, kept).filter(checklist__in=_ids(Checklist, absorbed)).update(participant=absorbed)
    for part in (ItemRound, ReviewNote, Waiver):
        _ids(part, kept).filter(item__in=_ids(ChecklistItem, absorbed)).update(participant=absorbed)
    _ids(ItemEvidence, kept).filter(round__in=_ids(ItemRound, absorbed)).update(participant=absorbed)
    files = list(_ids(ItemEvidence, absorbed).values_list("document", flat=True))
    files += _ids(OfficialLetter, absorbed).values_list("document", flat=True)
    Document.objects.filter(participant_id=kept.pk, pk__in=files).update(participant_id=absorbed.pk)


def taken_from_each_other(kept: Participant, absorbed: Participant) -> list[ChecklistItem]:
    """Items that count on evidence which is the other company's again; locked."""
    rows = ChecklistItem.objects.filter(participant__in=[kept, absorbed]).exclude(reused_from=None)
    foreign = rows.exclude(reused_from__participant=F("participant"))
    return list(foreign.select_for_update(of=("self",)).order_by("pk"))


def _follow_changes(kept: Participant, absorbed: Participant) -> None:
    """What was written on a change since goes back with it; a change begun since stays with the company kept."""
    changes = _ids(Change, absorbed)
    for part in (*PARTS_OF_CHANGES, Acknowledgment, BankAccount):
        _ids(part, kept).filter(change__in=changes).update(participant=absorbed)
    files = list(_ids(ChangeDocument, absorbed).values_list("document", flat=True))
    Document.objects.filter(participant_id=kept.pk, pk__in=files).update(participant_id=absorbed.pk)


def _follow_what_the_desk_wrote(kept: Participant, absorbed: Participant) -> None:
    """Letters go with their addressees, and what clocks and messages are about takes them along.

    So do interactions and meetings with the people in them. What people of both companies took part in stays where it
    was written: it keeps their names as they were.
    """
    letters = Letter.objects.filter(participant=kept, copies__contact__participant=absorbed)
    letters = letters.exclude(copies__contact__participant=kept)
    Letter.objects.filter(pk__in=list(letters.values_list("pk", flat=True))).update(participant=absorbed)
    LetterReply.objects.filter(participant=kept, letter__participant=absorbed).update(participant=absorbed)
    _ids(LetterReplyFile, kept).filter(reply__participant=absorbed).update(participant=absorbed)
    files = list(_ids(LetterReplyFile, absorbed).values_list("document", flat=True))
    Document.objects.filter(participant_id=kept.pk, pk__in=files).update(participant_id=absorbed.pk)
    for model, person in ((Interaction, "people"), (Meeting, "guests")):
        rows = model.objects.filter(**{"participant": kept, f"{person}__contact__participant": absorbed})
        rows = rows.exclude(**{f"{person}__contact__participant": kept})
        model.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(participant=absorbed)
    MeetingGuest.objects.filter(participant=kept, meeting__participant=absorbed).update(participant=absorbed)
    refs = list(_ids(FollowUp, absorbed).values_list("ref", flat=True))
    for model in (Letter, Obligation, Change, Checklist, ChecklistItem, OfficialLetter):
        refs += _ids(model, absorbed).values_list("ref", flat=True)
    Clock.objects.filter(participant_id=kept.pk, subject_ref__in=refs).update(participant_id=absorbed.pk)
    for model in (Notification, OutboundMessage):
        model.objects.filter(participant_id=kept.pk, about_ref__in=refs).update(participant_id=absorbed.pk)
