"""The fixed words of questions to departments, escalations and systemic issues."""

from django.db import models


class ReferralState(models.TextChoices):
    """Where a question to a department stands."""

    ASKED = "asked", "Asked"
    IN_WORK = "in_work", "In work"
    HANDED_BACK = "handed_back", "Handed back"
    ANSWERED = "answered", "Answered"
    RELEASED = "released", "Released"
    WITHDRAWN = "withdrawn", "Withdrawn"


class HandBack(models.TextChoices):
    """Why a department hands a question back."""

    NOT_OURS = "not_ours", "Not ours"
    MORE_NEEDED = "more_needed", "More is needed"


class ReferralSaid(models.TextChoices):
    """What a message between account manager and department is for."""

    ASKED = "asked", "Question"
    MESSAGE = "message", "Message"
    ASKED_BACK = "asked_back", "Asked back"
    HANDED_BACK = "handed_back", "Handed back"
    ASKED_AGAIN = "asked_again", "Asked again"
    ANSWERED = "answered", "Answer"


class EscalationLevel(models.TextChoices):
    """A step of the escalation ladder; E0, normal work, is none."""

    E1 = "E1", "E1: department lead and senior account manager"
    E2 = "E2", "E2: supervisor of client services"
    E3 = "E3", "E3: directors of both sides"
    E4 = "E4", "E4: formal route"


class EscalationCause(models.TextChoices):
    """What made an issue escalate."""

    TARGET = "target", "Service target not met"
    REFERRAL = "referral", "No answer of the department"
    REOPENED = "reopened", "Reopened again"
    ASKED = "asked", "The participant asked for it"
    BY_HAND = "by_hand", "Decided by a person"
    LOWERED = "lowered", "Lowered from a higher level"


class EscalationEnding(models.TextChoices):
    SOLVED = "solved", "Solved"
    LOWERED = "lowered", "Lowered"
    RAISED = "raised", "Raised to the next level"
    NOT_NEEDED = "not_needed", "Not needed any more"


class FormalRoute(models.TextChoices):
    """Where an issue goes that leaves the portal."""

    DISPUTE = "dispute", "Settlement dispute"
    ADR = "adr", "Alternative dispute resolution"
    COMMISSION = "commission", "Informal complaint to the Commission"
    STAKEHOLDER = "stakeholder", "Stakeholder process"


class SystemicState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class SystemicSaying(models.TextChoices):
    """What one text does in each issue."""

    UPDATE = "update", "Update"
    RESOLUTION = "resolution", "Resolution"


class DeliveryState(models.TextChoices):
    """Whether one text has reached one issue."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Written"
    REFUSED = "refused", "Not written"
    NEEDS_MARK = "needs_mark", "Needs its author's mark"
