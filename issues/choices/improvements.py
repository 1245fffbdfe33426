"""The fixed words of improvement items."""

from django.db import models


class ImprovementState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "Accepted"
    UNDER_WAY = "under_way", "Under way"
    MEASURING = "measuring", "Measuring"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "Dropped"


class ImprovementWord(models.TextChoices):
    """What an entry on an improvement item is."""

    COMMENT = "comment", "Comment"
    WORKSHOP = "workshop", "Notes of a workshop"
    CHANGED = "changed", "What was changed"
