"""Which rows a joining moves from one company to another, and which stay behind because the other has its own."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from django.db.models import DateField, Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from participants.models import (
    Acknowledgment,
    Agency,
    Application,
    Assignment,
    BankAccount,
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
    ItemEvidence,
    ItemRound,
    Letter,
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
from portal.documents.models import Document, Opening
from portal.outbox.models import Notification, OutboundMessage

PARTS_OF_CHANGES: Final = (ChangeField, ChangeStep, ChangeSignature, ChangeComment, ChangeDocument, ChangeNote)


class Move(NamedTuple):
    """One column that names the company; `key` names the list of ids in `Joining.moved`.

    `rows` says which rows move where that is not all of the joined company's.
    """

    key: str
    model: type[Model]
    column: str
    rows: Callable[["Moving"], QuerySet] | None = None


MOVES: Final = [
    Move("registrations", Registration, "participant"),
    Move("contacts", Contact, "participant"),
    Move("contact roles", ContactRole, "participant"),
    Move("agencies", Agency, "participant"),
    Move("principals", Agency, "agent"),
    Move("memberships", Membership, "participant"),
    Move("resources", Resource, "participant"),
    Move("representations", Representation, "participant"),
    Move("represented", Representation, "representative"),
    Move("assignments", Assignment, "participant"),
    Move("counter-party", CounterParty, "participant"),
    Move("follow-ups", FollowUp, "participant"),
    Move("letters", Letter, "participant"),
    Move("official letters", OfficialLetter, "participant"),
    Move("applications", Application, "participant"),
    Move("checklists", Checklist, "participant"),
    Move("checklist items", ChecklistItem, "participant"),
    Move("rounds of items", ItemRound, "participant"),
    Move("evidence of items", ItemEvidence, "participant"),
    Move("review notes", ReviewNote, "participant"),
    Move("waivers", Waiver, "participant"),
    Move("version decisions", VersionDecision, "participant"),
    Move("obligations", Obligation, "participant"),
    Move("submissions", ObligationRound, "participant"),
    Move("evidence", ObligationEvidence, "participant"),
    Move("extensions", ExtensionRequest, "participant"),
    Move("documents", Document, "participant_id"),
    Move("openings of documents", Opening, "participant_id"),
    Move("changes", Change, "participant"),
    *(Move(f"{part._meta.verbose_name}s", part, "participant") for part in PARTS_OF_CHANGES),
    Move("acknowledgments", Acknowledgment, "participant"),
    Move("asked acknowledgments", Acknowledgment, "representative"),
    Move("bank accounts", BankAccount, "participant"),
    # Rows of the ground floor name the company by its number alone.
    Move("deadlines", Clock, "participant_id"),
    Move("notifications", Notification, "participant_id"),
    Move("e-mails", OutboundMessage, "participant_id"),
    Move("subsidiaries", Participant, "parent"),
]


def register(*moves: Move) -> None:
    """Rows of a higher storey that belong to a company move with it."""
    known = {move.key for move in MOVES}
    MOVES.extend(move for move in moves if move.key not in known)


class Moving:
    """The rows of `absorbed` as they stand now, sorted into moving and staying; call under both locks to write."""

    def __init__(self, kept: Participant, absorbed: Participant) -> None:
        self.kept, self.absorbed = kept, absorbed

    def rows(self, key: str) -> QuerySet:
        """The rows that move under one key of `MOVES`."""
        special = {
            "contacts": lambda: self._owned(Contact).exclude(pk__in=self.doubled_contacts()),
            "contact roles": self._contact_roles,
            "agencies": lambda: self._owned(Agency).exclude(agent=self.kept),
            "principals": lambda: Agency.objects.filter(agent=self.absorbed).exclude(participant=self.kept),
            "memberships": self._memberships,
            "represented": lambda: Representation.objects.filter(representative=self.absorbed),
            "assignments": lambda: self._owned(Assignment).exclude(pk__in=self.doubled_assignments()),
            "counter-party": self._counter_party,
            "obligations": self._obligations,
            "submissions": lambda: self._owned(ObligationRound).filter(obligation__in=self._obligations()),
            "evidence": lambda: self._owned(ObligationEvidence).filter(round__obligation__in=self._obligations()),
            "extensions": lambda: self._owned(ExtensionRequest).filter(obligation__in=self._obligations()),
            "deadlines": self._deadlines,
            "acknowledgments": lambda: Acknowledgment.objects.filter(participant=self.absorbed),
            "asked acknowledgments": lambda: Acknowledgment.objects.filter(representative=self.absorbed),
            "bank accounts": self._bank_accounts,
            "subsidiaries": lambda: Participant.objects.filter(parent=self.absorbed).exclude(pk=self.kept.pk),
        }
        if key in special:
            return special[key]()
        move = next(move for move in MOVES if move.key == key)
        if move.rows is not None:
            return move.rows(self)
        return move.model.objects.filter(**{move.column: self.absorbed.pk})

    def ids(self) -> dict[str, list[int]]:
        return {move.key: list(self.rows(move.key).order_by("pk").values_list("pk", flat=True)) for move in MOVES}

    def doubled_contacts(self) -> QuerySet:
        """Active contacts whose e-mail address an active contact of the other company has as well."""
        theirs = Contact.objects.active().filter(participant=self.kept, email=OuterRef("email"))
        return self._owned(Contact).active().exclude(email="").filter(Exists(theirs))

    def roles_of_doubled_contacts(self) -> list[tuple[ContactRole, int]]:
        """Roles that pass to the other company's contact of the same address: those it does not hold itself."""
        theirs = dict(
            Contact.objects.active().filter(participant=self.kept).exclude(email="").values_list("email", "pk")
        )
        held = list(ContactRole.objects.filter(contact__in=theirs.values()))
        roles = ContactRole.objects.filter(contact__in=self.doubled_contacts()).select_related("contact")
        passing = ((role, theirs[role.contact.email]) for role in roles.order_by("pk"))
        return [(role, to) for role, to in passing if not any(_collides(role, to, other) for other in held)]

    def doubled_memberships(self) -> QuerySet:
        """Memberships of people who have one of the other company in the same period."""
        theirs = _same_days(Membership.objects.filter(participant=self.kept, user=OuterRef("user"), ended_at=None))
        return self._owned(Membership).filter(Exists(theirs), ended_at=None)

    def doubled_assignments(self) -> QuerySet:
        """Assignments of a kind that the other company has somebody for in the same period."""
        theirs = _same_days(Assignment.objects.filter(participant=self.kept, kind=OuterRef("kind")))
        return self._owned(Assignment).filter(Exists(theirs))

    def doubled_resources(self) -> QuerySet:
        return self._owned(Resource).filter(code__in=Resource.objects.filter(participant=self.kept).values("code"))

    def _owned(self, model: type[Model]) -> QuerySet:
        return model.objects.filter(participant=self.absorbed)

    def _contact_roles(self) -> QuerySet:
        """With the contacts that move, and those that pass to the other company's contact."""
        passing = [role.pk for role, _to in self.roles_of_doubled_contacts()]
        return self._owned(ContactRole).filter(~Q(contact__in=self.doubled_contacts()) | Q(pk__in=passing))

    def _memberships(self) -> QuerySet:
        """All but doubled ones, and agents' whose agency lies between the two companies."""
        rows = self._owned(Membership).exclude(pk__in=self.doubled_memberships())
        return rows.filter(Q(agency=None) | Q(agency__agent=None) | ~Q(agency__agent=self.kept))

    def _bank_accounts(self) -> QuerySet:
        """A company has one in force: where the other has its own, the absorbed one's stays behind."""
        rows = self._owned(BankAccount)
        held = BankAccount.objects.filter(participant=self.kept).in_force().exists()
        return rows.exclude(starts_on__isnull=False, ends_on=None) if held else rows

    def _counter_party(self) -> QuerySet:
        rows = self._owned(CounterParty)
        return rows.none() if CounterParty.objects.filter(participant=self.kept).exists() else rows

    def _obligations(self) -> QuerySet:
        """With what they are owed for; of the company itself those that the other one does not owe as well."""
        theirs = Obligation.objects.filter(participant=self.kept, type=OuterRef("type"), period=OuterRef("period"))
        company = {"registration": None, "counter_party": None, "resource": None}
        own = Q(**company) & ~Exists(theirs.filter(**company))
        of_things = Q(registration__isnull=False) | Q(resource__isnull=False)
        return self._owned(Obligation).filter(own | of_things | Q(counter_party__in=self._counter_party()))

    def _deadlines(self) -> QuerySet:
        """All but those of obligations that stay behind."""
        staying = self._owned(Obligation).exclude(pk__in=self._obligations().values("pk"))
        return Clock.objects.filter(participant_id=self.absorbed.pk).exclude(subject_ref__in=staying.values("ref"))


def _same_days(rows: QuerySet) -> QuerySet:
    """Those that share a day with the outer row."""
    until = Coalesce(OuterRef("ends_on"), Value(date.max), output_field=DateField())
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("starts_on")), starts_on__lte=until)


def _collides(role: ContactRole, to: int, other: ContactRole) -> bool:
    """Whether the contact `to` holds the same role, for the same thing, on some of the days already."""
    if (other.contact_id, other.kind, other.registration_id) != (to, role.kind, role.registration_id):
        return False
    begins_later = role.ends_on is not None and other.starts_on > role.ends_on
    ended_before = other.ends_on is not None and other.ends_on < role.starts_on
    return not (begins_later or ended_before)
