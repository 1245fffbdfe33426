"""The fixed words of interactions, letters and meetings."""

from django.db import models


class Topic(models.TextChoices):
    """What was talked about; the first six are the areas of issues, under the same codes."""

    POWER = "power", "Power operations"
    WHOLESALE = "wholesale", "Wholesale market operations"
    RETAIL = "retail", "Retail market operations"
    SETTLEMENT = "settlement", "Financial settlement"
    ACCESS = "access", "Registration and access"
    GENERAL = "general", "General"
    CREDIT = "credit", "Credit"
    OBLIGATIONS = "obligations", "Obligations"
    TRAINING = "training", "Training"
    PLAN = "plan", "Account plan"


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELED = "canceled", "Canceled"


class GuestAnswer(models.TextChoices):
    """What somebody invited said to it."""

    WAITING = "waiting", "No answer yet"
    ACCEPTED = "accepted", "Accepted"
    TENTATIVE = "tentative", "Maybe"
    DECLINED = "declined", "Declined"


class AnswerWay(models.TextChoices):
    """How an answer to an invitation came."""

    LINK = "link", "by the link in the mail"
    CALENDAR = "calendar", "from their calendar"
    PORTAL = "portal", "in the portal"
    DESK = "desk", "taken down at the desk"
