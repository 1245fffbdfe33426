"""The fixed words of guidance on the market's rules, of its reviews, and of approved answers."""

from django.db import models


class GuidanceBy(models.TextChoices):
    """How guidance was given."""

    ANSWER = "answer", "Answer to an issue"
    CALL = "call", "Call"
    LETTER = "letter", "Letter"
    MEETING = "meeting", "Meeting"


class Stand(models.TextChoices):
    """How guidance stands to what was said on the same section before."""

    FIRST = "first", "Nothing before it"
    SAME = "same", "Same as before"
    DIFFERS = "differs", "Differs"


class Mark(models.TextChoices):
    """What the writer of an answer says of a section that was answered on before."""

    SAME = "same", "Same as before"
    DIFFERS = "differs", "Differs, because"
    MENTIONED = "mentioned", "Only named, not answered on"


class GuidanceEnd(models.TextChoices):
    """Why guidance is no longer held against later answers."""

    TAKEN_BACK = "taken_back", "Taken back before it left"
    CORRECTED = "corrected", "To be corrected"


class ReviewState(models.TextChoices):
    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    DROPPED = "dropped", "Not needed"


class ReviewOutcome(models.TextChoices):
    """What a review of differing guidance came to."""

    BOTH = "both", "Both stand: the facts differ"
    EARLIER = "earlier", "The earlier one is to be corrected"
    THIS = "this", "This one is to be corrected"


class WordingState(models.TextChoices):
    """Where one version of an approved answer stands."""

    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    REPLACED = "replaced", "Replaced"
    DISCARDED = "discarded", "Discarded"
