"""In which segments of the market a company is, told by the roles it is registered for. Pure."""

from collections.abc import Iterable
from typing import Final

RETAIL: Final = "retail"
PUBLIC: Final = "public"
GENERATION: Final = "generation"
WIRES: Final = "wires"
TRADING: Final = "trading"

NAMES: Final = {
    RETAIL: "Retailers",
    PUBLIC: "Municipal utilities and cooperatives",
    GENERATION: "Generation and storage",
    WIRES: "Wires companies",
    TRADING: "Schedulers and traders",
}

# By the role's code; a role that is not named here puts nobody into a segment.
OF_ROLE: Final = {
    "LSE-CR-REP": RETAIL,
    "LSE-CR-OPT": RETAIL,
    "LSE-NOIE": PUBLIC,
    "RE": GENERATION,
    "TDSP": WIRES,
    "TSP": WIRES,
    "DSP": WIRES,
    "QSE": TRADING,
    "QSE-L": TRADING,
    "QSE-R": TRADING,
    "SQSE": TRADING,
    "DAO-QSE": TRADING,
    "CRRAH": TRADING,
}


def segments_of(role_codes: Iterable[str]) -> list[str]:
    """In the order of the names, each once.

    The official list says of an LSE only that it is one: with wires of its own it is a municipal utility or a
    cooperative, without any a retailer.
    """
    codes = set(role_codes)
    held = {OF_ROLE[code] for code in codes if code in OF_ROLE}
    if "LSE" in codes and PUBLIC not in held:
        held.add(PUBLIC if WIRES in held else RETAIL)
    return [segment for segment in NAMES if segment in held]
