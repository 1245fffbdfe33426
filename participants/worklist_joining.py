"""What rests in somebody's worklist moves along when two companies are joined."""

from participants.actions.joining_rows import Move, register
from participants.models import Snooze


def register_moves() -> None:
    register(Move("snoozed lines", Snooze, "participant"))
