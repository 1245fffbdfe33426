"""What supervisors say of what was done in an exception."""

from django.db import models


class GlassMark(models.TextChoices):
    FINE = "fine", "Fine"
    ASKED = "asked", "Asked back"
