"""Who may take a letter back."""

from typing import Any

from participants.models import Letter
from portal.lifecycle.refusals import Allowed, Answer, Denied


def can_take_back(user: Any, letter: Letter) -> Answer:
    """Only whoever wrote a letter takes it back."""
    return Allowed() if letter.written_by_id == user.pk else Denied("Only whoever wrote a letter may take it back.")
