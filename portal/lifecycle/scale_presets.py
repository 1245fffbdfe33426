"""How large a made-up market is, by name.

From one size to the next only the past grows: the market, the department and what is open stay the same, so that what
a page shows stays the same too, and a page that takes longer takes longer because of the past.
"""

from typing import Final

FULL: Final = {"participants": 2000, "still_open": 10_000, "plans": 2000, "families": 60, "history": 1}
TINY: Final = {"participants": 60, "still_open": 200, "plans": 60, "families": 2, "history": 1}
PRESETS: Final[dict[str, dict[str, int]]] = {
    "tiny": TINY | {"issues": 600, "comments": 2400},
    "small": FULL | {"issues": 20_000, "comments": 80_000},
    "full": FULL | {"issues": 200_000, "comments": 800_000},
    "million": FULL | {"issues": 1_000_000, "comments": 4_000_000},
}
