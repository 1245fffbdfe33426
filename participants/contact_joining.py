"""What of the contact with a company moves along when it is joined into another: all of it."""

from participants.actions.joining_rows import Move, register
from participants.models import Interaction, LetterReply, LetterReplyFile, Meeting, MeetingGuest


def register_moves() -> None:
    """Called when the app is ready."""
    register(
        *(
            Move(str(model._meta.verbose_name_plural), model, "participant")
            for model in (Interaction, LetterReply, LetterReplyFile, Meeting, MeetingGuest)
        )
    )
