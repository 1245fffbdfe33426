"""The fixed words of relationship health."""

from django.db import models


class HealthMark(models.TextChoices):
    """How a relationship stands, the best first."""

    GOOD = "good", "Good"
    WATCH = "watch", "Watch"
    POOR = "poor", "Poor"


class HealthRowKind(models.TextChoices):
    """What a row of the catalog of health is."""

    MEASURE = "measure", "Measure"
    SCALE = "scale", "Scale"
