"""The fixed words of disclosures."""

from django.db import models


class Requester(models.TextChoices):
    """Who asks for protected information."""

    COMMISSION = "commission", "Commission"
    COURT = "court", "Court"
    GOVERNMENT = "government", "Other government"
    OPERATOR = "operator", "Other system operator"
    CONSULTANT = "consultant", "Consultant"
    OTHER = "other", "Somebody else"


class DisclosureState(models.TextChoices):
    """How far one owner's part of a disclosure is."""

    PREPARED = "prepared", "Prepared"
    NOTICED = "noticed", "Owner told"
    OBJECTED = "objected", "Owner objects"
    SILENCE_ASKED = "silence_asked", "No notice, to be confirmed"
    SILENT = "silent", "No notice by law"
    APPROVED = "approved", "To be disclosed"
    DECLINED = "declined", "Not disclosed"
    DISCLOSED = "disclosed", "Disclosed"
    WITHDRAWN = "withdrawn", "Withdrawn"
