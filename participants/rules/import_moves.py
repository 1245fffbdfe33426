"""From which state of an import which other may follow."""

from typing import Final

from participants.choices import ImportStatus
from portal.lifecycle.moves import Moves

S = ImportStatus

MOVES: Final = Moves(
    {
        S.READING: {S.PREVIEWED, S.REFUSED, S.DISCARDED},
        S.PREVIEWED: {S.APPLYING, S.DISCARDED},
        # Back to the preview when the data changed since it was made, or when writing failed.
        S.APPLYING: {S.APPLIED, S.PREVIEWED, S.REFUSED},
        S.APPLIED: set(),
        S.REFUSED: set(),
        S.DISCARDED: set(),
    }
)

# A worker has something to do in these.
WORKED_ON: Final = frozenset({S.READING, S.APPLYING})
