"""From which state of an enrollment to which, and which of them hold a seat."""

from typing import Final

from portal.lifecycle.moves import Moves
from training.choices import EnrollmentState as E

MOVES: Final = Moves(
    {
        E.REQUESTED: {E.SEATED, E.WAITING, E.DECLINED, E.WITHDRAWN, E.CANCELED},
        E.WAITING: {E.OFFERED, E.SEATED, E.WITHDRAWN, E.CANCELED},
        E.OFFERED: {E.SEATED, E.LAPSED, E.WITHDRAWN, E.CANCELED},
        E.SEATED: {E.WITHDRAWN, E.CANCELED},
        E.DECLINED: set(),
        E.LAPSED: set(),
        E.WITHDRAWN: set(),
        E.CANCELED: set(),
    }
)
HOLDS_A_SEAT: Final = (E.OFFERED, E.SEATED)
LIVE: Final = (E.REQUESTED, E.WAITING, E.OFFERED, E.SEATED)
ENDED: Final = (E.DECLINED, E.LAPSED, E.WITHDRAWN, E.CANCELED)
