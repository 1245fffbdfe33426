"""The fixed words of how companies belong together."""

from django.db import models


class TieKind(models.TextChoices):
    """What the other company is to the one that the record is about."""

    PARENT = "parent", "Parent"
    SUBSIDIARY = "subsidiary", "Subsidiary"
    AFFILIATE = "affiliate", "Affiliate under common control"
    PARTNER = "partner", "Partner in a joint venture"
    GUARANTOR = "guarantor", "Guarantor"


class TieSource(models.TextChoices):
    """How the desk knows of it."""

    DECLARED = "declared", "Declared by the company"
    FILING = "filing", "A filing or attestation"
    PUBLIC = "public", "A public record"
    HEARD = "heard", "Heard in a conversation"


class Certainty(models.TextChoices):
    CERTAIN = "certain", "Certain"
    LIKELY = "likely", "Likely"
    UNSURE = "unsure", "Unsure"


class Relation(models.TextChoices):
    """The groups of a participant's relationships, in the order in which they are listed."""

    PARENTS = "parents", "Parents"
    SUBSIDIARIES = "subsidiaries", "Subsidiaries"
    AFFILIATES = "affiliates", "Affiliates"
    AGENTS = "agents", "Agents"
    PRINCIPALS = "principals", "Acts as agent for"
    REPRESENTATIVES = "representatives", "Represented by"
    REPRESENTED = "represented", "Represents"


class Holding(models.TextChoices):
    """Which relationships by their days."""

    NOW = "now", "In force"
    COMING = "coming", "Coming"
    PAST = "past", "Ended"
    ALL = "all", "All"


class ContactRhythm(models.TextChoices):
    """How often somebody is to be spoken to."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    YEARLY = "yearly", "Once a year"
