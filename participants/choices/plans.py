"""The fixed words of account plans and of contact with a participant."""

from django.db import models


class PlanState(models.TextChoices):
    """Of one version of an account plan."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "Waiting for sign-off"
    AGREED = "agreed", "Agreed"
    SUPERSEDED = "superseded", "Superseded"
    DISCARDED = "discarded", "Discarded"


class PlanSide(models.TextChoices):
    """On whose side a task of a plan is."""

    OPERATOR = "operator", "Operator"
    PARTICIPANT = "participant", "Participant"


class ObjectiveState(models.TextChoices):
    OPEN = "open", "Under way"
    REACHED = "reached", "Reached"
    MISSED = "missed", "Missed"
    DROPPED = "dropped", "Dropped"


class TaskState(models.TextChoices):
    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    HAPPENED = "happened", "Has happened"
    GONE = "gone", "Gone"


class Degree(models.IntegerChoices):
    """How likely a risk is, how much hangs on it, how much a person cares."""

    LOW = 1, "Low"
    MEDIUM = 2, "Medium"
    HIGH = 3, "High"


class StakeholderPart(models.TextChoices):
    """What a person is to a plan."""

    SPONSOR = "sponsor", "Sponsor"
    DECIDES = "decides", "Decides"
    WORKS = "works", "Works on it"
    ADVISES = "advises", "Advises"
    INFORMED = "informed", "Is kept informed"


class ProposalKind(models.TextChoices):
    OBJECTIVE = "objective", "Objective"
    TASK = "task", "Task"
    RISK = "risk", "Risk"


class ProposalState(models.TextChoices):
    OPEN = "open", "Proposed"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    GONE = "gone", "No longer founded"


class PointKind(models.TextChoices):
    """What a point of a review meeting is."""

    AGENDA = "agenda", "Agenda"
    DECISION = "decision", "Decision"
    ACTION = "action", "Action item"


class ContactChannel(models.TextChoices):
    """By which way the operator and a participant were in touch."""

    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    VISIT = "visit", "Visit"
    MAIL = "mail", "E-mail"
    PORTAL = "portal", "In the portal"
