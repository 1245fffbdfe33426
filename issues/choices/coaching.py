"""The fixed words of reviews of answers."""

from django.db import models


class AnswerKind(models.TextChoices):
    """What somebody told a participant."""

    ANSWER = "answer", "Answers in issues"
    LETTER = "letter", "Letters"


class AnswerReviewState(models.TextChoices):
    DRAWN = "drawn", "To review"
    REVIEWED = "reviewed", "To be read"
    DISCUSSED = "discussed", "Discussed"
    CLOSED = "closed", "Closed"
    SKIPPED = "skipped", "Skipped"


class Grade(models.IntegerChoices):
    """How well an answer meets a criterion."""

    POOR = 1, "Not yet"
    PARTLY = 2, "Partly"
    GOOD = 3, "Good"
    VERY_GOOD = 4, "Very good"


class CoachingWord(models.TextChoices):
    """What a coaching point asks for."""

    KEEP = "keep", "Keep doing this"
    CHANGE = "change", "Do this differently"
