"""How one owner's part of a disclosure goes on: told first, or silent by law under two persons' word. Pure."""

from datetime import date
from typing import Final

from participants.choices.disclosures import DisclosureState as S
from portal.lifecycle.moves import Moves

MOVES: Final = Moves(
    {
        S.PREPARED: {S.NOTICED, S.SILENCE_ASKED, S.WITHDRAWN},
        S.SILENCE_ASKED: {S.SILENT, S.PREPARED, S.WITHDRAWN},
        S.SILENT: {S.APPROVED, S.DECLINED, S.WITHDRAWN},
        S.NOTICED: {S.OBJECTED, S.APPROVED, S.DECLINED, S.WITHDRAWN},
        S.OBJECTED: {S.APPROVED, S.DECLINED, S.WITHDRAWN},
        S.APPROVED: {S.DISCLOSED, S.WITHDRAWN},
        S.DECLINED: set(),
        S.DISCLOSED: set(),
        S.WITHDRAWN: set(),
    }
)
OPEN_STATES: Final = (S.PREPARED, S.NOTICED, S.OBJECTED, S.SILENCE_ASKED, S.SILENT, S.APPROVED)
NOTICE_RUNS_IN: Final = (S.NOTICED, S.OBJECTED)


def waits_until(state: str, objects_until: date | None, today: date) -> date | None:
    """The last day of the owner where it has not passed: until then nobody decides to disclose. None otherwise.

    Who has objected has been heard, and waits for the decision.
    """
    waits = state == S.NOTICED and objects_until is not None and today <= objects_until
    return objects_until if waits else None
