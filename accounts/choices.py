"""The fixed words of people."""

from django.db import models


class Role(models.TextChoices):
    """What a member of the operator's staff is; participants' users have none."""

    ACCOUNT_MANAGER = "account_manager", "Account manager"
    SUPERVISOR = "supervisor", "Supervisor"
    SPECIALIST = "specialist", "Department specialist"
    TRAINING_COORDINATOR = "training_coordinator", "Training coordinator"
    AUDITOR = "auditor", "Auditor"
    EXTERNAL_AUDITOR = "external_auditor", "External auditor"


# Whose access has a last day.
AUDITORS = (Role.AUDITOR, Role.EXTERNAL_AUDITOR)


class Level(models.TextChoices):
    ONE = "I", "Level I"
    TWO = "II", "Level II"
    SENIOR = "senior", "Senior"


class Theme(models.TextChoices):
    SYSTEM = "system", "As the device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class TokenScope(models.TextChoices):
    READ = "read", "Read"
    WRITE = "write", "Read and write"


class RoomNoun(models.TextChoices):
    """What an auditor's room may hold."""

    ISSUES = "issues", "Issues with what was said"
    REGISTRATIONS = "registrations", "Registrations with their checklists"
    OBLIGATIONS = "obligations", "Obligations"
    EVENTS = "events", "Audit trail with proofs"
    DISCLOSURES = "disclosures", "Disclosures of protected information"
    OVERRIDES = "overrides", "Overrides"
    OPENINGS = "openings", "Openings of restricted participants"


class Sharing(models.TextChoices):
    """Who else is offered a saved view."""

    OWN = "own", "Only you"
    TEAM = "team", "Your team"
    ALL = "all", "Everybody at the desk"
