"""What a membership lets somebody see: how far among the issues, and which areas of the company's business."""

from django.db import models


class Sight(models.TextChoices):
    """Whose issues. Organization administrators see all of the company's anyway."""

    OWN = "own", "Own: those the person raised or follows"
    COMPANY = "company", "The company's: also those of colleagues"


class AccessArea(models.TextChoices):
    """What a membership may be limited to: areas of issues, and what else the company does with the operator.

    The first six are the areas of issues. `ACCESS` is also checklists, changes of what is on file, official letters.
    """

    POWER = "power", "Power operations"
    WHOLESALE = "wholesale", "Wholesale market operations"
    RETAIL = "retail", "Retail market operations"
    SETTLEMENT = "settlement", "Financial settlement"
    ACCESS = "access", "Registration and access"
    GENERAL = "general", "General"
    OBLIGATIONS = "obligations", "Obligations"
    PLAN = "plan", "Account plan"


class AccessDecision(models.TextChoices):
    """What an access review says of one membership."""

    KEEP = "keep", "Keep"
    END = "end", "End"


class ExportFormat(models.TextChoices):
    """In what form somebody takes the company's data along."""

    JSON = "json", "JSON, for programs"
    XLSX = "xlsx", "Excel, a sheet for each kind"


class ExportState(models.TextChoices):
    """How far a data export is."""

    WAITING = "waiting", "Being prepared"
    READY = "ready", "Ready"
    FAILED = "failed", "Not possible"
    EXPIRED = "expired", "Expired"
