"""The fixed words of protected information: the classes of the market's rules, and how each of them ends."""

from django.db import models


class Protection(models.TextChoices):
    """What a file is to the rules on confidentiality (Protocol 1.3); how long each class holds is in the catalog."""

    OFFER = "PI-OFFER", "Bids, offers and trades"
    STATUS = "PI-STATUS", "Status and outages of resources"
    DISPATCH = "PI-DISP", "Dispatch of single resources"
    SETTLEMENT = "PI-SETTLE", "Settlement and disputes"
    LOAD = "PI-LOAD", "Load data"
    ESI = "PI-ESI", "Number of ESI IDs or customers"
    CREDIT = "PI-CREDIT", "Credit and finance"
    COST = "PI-COST", "Costs, contracts and engineering"
    CUSTOMER = "PI-CUST", "Customers' own data"
    CRR = "PI-CRR", "CRR bids before results"
    MARKED = "PI-MARKED", "Marked by the participant"
    ECEII = "ECEII", "Critical energy infrastructure"
    RELATION = "PI-REL", "The participant's own matter"
    PUBLIC = "PUBLIC", "Public"


class Ends(models.TextChoices):
    """When a class stops being confidential."""

    NEVER = "never", "Never"
    DAYS = "days", "Days after a day"
    POSTED = "posted", "When it is posted"
    AGREED = "agreed", "As agreed"
    OPEN = "open", "Not confidential"


class Basis(models.TextChoices):
    """The day from which the days of a class count."""

    NONE = "", "None"
    OPERATING_DAY = "operating_day", "Operating day"
    CREATION = "creation", "Day of storing"


class Place(models.TextChoices):
    """Where a file came in; the place suggests its class."""

    ITEM = "item", "Evidence of a checklist"
    FILING = "filing", "Evidence of an obligation"
    CREDIT = "credit", "Evidence about credit"
    CHANGE = "change", "Evidence of a change"
    DISPUTE = "dispute", "Dispute"
    ISSUE = "issue", "Issue"
    LETTER = "letter", "Letter"
    CERTIFICATE = "certificate", "Certificate"
    COURSE = "course", "Material of a course"
