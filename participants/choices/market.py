"""The fixed words of the market, of registration and of obligations."""

from django.db import models

from portal.lifecycle.source_tags import SourceTag as SourceTag


class RoleKind(models.TextChoices):
    """What a row of the role catalog is; only registrations are held under a DUNS."""

    REGISTRATION = "registration", "Registration"
    PROFILE = "profile", "Profile of a registration"
    CREDIT = "credit", "Credit view"
    CONTRACT = "contract", "Contract status"
    PROSPECT = "prospect", "Not registered"


class RegistrationStatus(models.TextChoices):
    PROSPECTIVE = "prospective", "Prospective"
    APPLICATION_RECEIVED = "application_received", "Application received"
    INCOMPLETE = "incomplete", "Incomplete"
    UNDER_REVIEW = "under_review", "Under review"
    APPROVED_PENDING = "approved_pending", "Approved, pending qualification"
    QUALIFIED = "qualified", "Qualified"
    SUSPENDED = "suspended", "Suspended"
    TERMINATED = "terminated", "Terminated"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Origin(models.TextChoices):
    """How a row came to be here."""

    LISTED = "listed", "Official list"
    APPLIED = "applied", "Applied here"
    ENTERED = "entered", "Entered by staff"


class ResourceType(models.TextChoices):
    GENERATION = "generation", "Generation"
    STORAGE = "storage", "Energy storage"
    LOAD = "load", "Load resource"
    SETTLEMENT_ONLY = "settlement_only", "Settlement only generator"


class ContactRoleKind(models.TextChoices):
    """The regulated roles of a contact."""

    AUTHORIZED_REPRESENTATIVE = "authorized_representative", "Authorized representative"
    BACKUP_AUTHORIZED_REPRESENTATIVE = "backup_authorized_representative", "Backup authorized representative"
    SECURITY_ADMINISTRATOR = "security_administrator", "User security administrator"
    BACKUP_SECURITY_ADMINISTRATOR = "backup_security_administrator", "Backup user security administrator"
    CREDIT = "credit", "Credit"
    SETTLEMENT = "settlement", "Settlement"
    OPERATIONS_24X7 = "operations_24x7", "24x7 operations"
    COMPLIANCE = "compliance", "Compliance"
    REGULATORY = "regulatory", "Regulatory affairs"
    RETAIL = "retail", "Retail operations"
    OUTAGE = "outage", "Outage coordination"
    PRINCIPAL = "principal", "Principal"
    EXECUTIVE = "executive", "Executive"
    BILLING = "billing", "Billing"


# A participant is never without one of each: the last cannot be removed.
NEVER_WITHOUT = (ContactRoleKind.AUTHORIZED_REPRESENTATIVE, ContactRoleKind.SECURITY_ADMINISTRATOR)
# Whoever holds one of these may sign for the participant.
MAY_SIGN = (ContactRoleKind.AUTHORIZED_REPRESENTATIVE, ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE)


class MembershipKind(models.TextChoices):
    """In which quality a user acts for a participant."""

    MEMBER = "member", "Member"
    ADMIN = "admin", "Organization administrator"
    AGENT = "agent", "Agent"


# Who belongs to the company; an agent acts for it.
OF_THE_COMPANY = (MembershipKind.MEMBER, MembershipKind.ADMIN)


class AssignmentKind(models.TextChoices):
    PRIMARY = "primary", "Account manager"
    BACKUP = "backup", "Backup"
    MENTOR = "mentor", "Mentor"
    ESCALATION = "escalation", "Escalation contact"


class FollowUpState(models.TextChoices):
    OPEN = "open", "Open"
    WAITING = "waiting", "Waiting for the participant"
    DONE = "done", "Done"
    CANCELED = "canceled", "Canceled"


class ItemState(models.TextChoices):
    """How far one item of a checklist is."""

    NOT_STARTED = "not_started", "Not started"
    WAITING = "waiting", "Waiting for the participant"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in_review", "In review"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    AT_RISK = "at_risk", "At risk"
    WAIVED = "waived", "Waived"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class RoundOutcome(models.TextChoices):
    """What became of one submission of evidence."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    TAKEN_BACK = "taken_back", "Taken back"


class WaiverWish(models.TextChoices):
    """What an item is to become without its evidence."""

    WAIVED = "waived", "Waived: asked for, but done without"
    NOT_APPLICABLE = "not_applicable", "Not applicable: it does not concern this registration"


class VersionChoice(models.TextChoices):
    """What was decided for a running checklist when a block got a new version."""

    ADOPTED = "adopted", "Adopted"
    STAYED = "stayed", "Stays"


class AdoptionStep(models.TextChoices):
    """What a new version means for an item of a running checklist."""

    NEW = "new", "New"
    AGAIN = "again", "To be shown again"
    FOLLOWS = "follows", "Goes on by the new version"
    STAYS = "stays", "Stays as it was settled"
    ENDS = "ends", "No longer asked for"


class AskKind(models.TextChoices):
    """What a structured field of an item holds."""

    TEXT = "text", "Text"
    DATE = "date", "Day"
    NUMBER = "number", "Number"
    DUNS = "duns", "DUNS number"
    YES = "yes", "Yes or no"


class ApplicationState(models.TextChoices):
    RECEIVED = "received", "Received"
    ACCEPTED = "accepted", "Taken up"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SPAM = "spam", "Spam"


class FlightPart(models.TextChoices):
    """What an item has to do with retail test flights, which run on published dates."""

    ENTRY = "entry", "Settles which flight it will be"
    RUN = "run", "Lasts until the flight has ended"


class LeadUnit(models.TextChoices):
    DAY = "day", "days"
    MONTH = "month", "months"


class OwnerKind(models.TextChoices):
    """For each of what a recurring obligation is owed once."""

    REGISTRATION = "registration", "Registration"
    COUNTER_PARTY = "counter_party", "Counter-Party"
    PARTICIPANT = "participant", "Participant"
    RESOURCE = "resource", "Resource"
    CONTACT = "contact", "Contact"
    HOLDER = "holder", "Certificate holder"


class Proof(models.TextChoices):
    """What shows that an obligation was met."""

    DOCUMENT = "document", "A document"
    CONFIRMATION = "confirmation", "The confirmation number of another system"
    EITHER = "either", "A document or a confirmation number"


class ObligationState(models.TextChoices):
    OPEN = "open", "Not filed"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    EXCUSED = "excused", "Excused"
    CANCELED = "canceled", "Canceled"


class Verdict(models.TextChoices):
    """What became of one submission."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    TAKEN_BACK = "taken_back", "Taken back"


class Decision(models.TextChoices):
    GRANTED = "granted", "Granted"
    DECLINED = "declined", "Declined"
    DROPPED = "dropped", "No longer needed"


class ImportKind(models.TextChoices):
    PARTICIPANTS = "participants", "Participants"
    CONTACTS = "contacts", "Contacts"
    ASSIGNMENTS = "assignments", "Assignments"
    RESOURCES = "resources", "Resources"
    CHECKLISTS = "checklists", "Checklists in work"
    OBLIGATIONS = "obligations", "Obligations"


class ImportStatus(models.TextChoices):
    """Reading and applying run outside the request, one step each."""

    READING = "reading", "Reading"
    PREVIEWED = "previewed", "Preview ready"
    APPLYING = "applying", "Applying"
    APPLIED = "applied", "Applied"
    REFUSED = "refused", "Refused"
    DISCARDED = "discarded", "Discarded"


class RowOutcome(models.TextChoices):
    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    REFUSED = "refused", "Refused"
    NO_LONGER_LISTED = "no_longer_listed", "No longer listed"


class LetterKind(models.TextChoices):
    """The official letters about a registration."""

    COMPLETENESS = "completeness", "Completeness letter"
    OUTSTANDING = "outstanding", "Outstanding items letter"
    CERTIFICATION = "certification", "Certification letter"


class ChangeState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for signatures"
    IN_REVIEW = "in_review", "In review"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    IN_EFFECT = "in_effect", "In effect"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ChangeChannel(models.TextChoices):
    """How a change was asked for. By phone or mail it stays blocked until it is signed in the portal."""

    PORTAL = "portal", "In the portal"
    PHONE = "phone", "By phone"
    MAIL = "mail", "By mail"


class SignatureKind(models.TextChoices):
    APPROVAL = "approval", "Signed for the participant"
    CONFIRMATION = "confirmation", "Confirmed to take the role"


class AcknowledgmentState(models.TextChoices):
    """What another company, the QSE to be, says to representing."""

    ASKED = "asked", "Waiting"
    SIGNED = "signed", "Acknowledged"
    REFUSED = "refused", "Refused"
    CANCELED = "canceled", "No longer asked"


# Who signs where the authorized representative is gone.
OFFICERS = (ContactRoleKind.EXECUTIVE, ContactRoleKind.PRINCIPAL)
# Nobody gives these roles to oneself: they pass by a change, or are written down by the staff.
SIGNING = (*MAY_SIGN, *OFFICERS)
