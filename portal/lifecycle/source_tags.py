"""How sure a row of a catalog is."""

from django.db import models


class SourceTag(models.TextChoices):
    """How sure a row of a catalog is; only what was read in its source counts as verified."""

    VERIFIED = "V", "Verified"
    LIKELY = "K", "General knowledge"
    UNSURE = "k", "Unsure"
    PROPOSED = "P", "Proposal"
