"""A holiday more for two hundred thousand clocks."""

from portal.bench.measures.undoing import undone
from portal.calendars.measuring import measure_recompute


def measure_calendars(clocks: int) -> dict[str, float]:
    with undone():
        return {"recompute": measure_recompute(clocks).moving}
