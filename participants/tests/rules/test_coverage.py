"""When nobody is responsible for a participant, and until when that is to be settled."""

from datetime import date

import pytest

from participants.rules.coverage import Away, Gap, Holder, away_on, first_gap

DAYS = [date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)]
DANA, OMAR, RUTH = 1, 2, 3
ACTIVE = frozenset({DANA, OMAR, RUTH})
LONG_AGO = date(2020, 1, 1)
BY_OMAR = Away(DANA, OMAR, DAYS[0], DAYS[4])


def holder(person: int = DANA, starts_on: date = LONG_AGO, ends_on: date | None = None, active: bool = True) -> Holder:
    return Holder(person, starts_on, ends_on, active)


@pytest.mark.parametrize(
    ("held", "absences", "expected"),
    [
        ([holder()], [], None),
        ([], [], Gap(DAYS[0], "nobody")),
        ([holder(ends_on=DAYS[1])], [], Gap(DAYS[2], "nobody", DANA)),
        # It ends on a Friday and goes on on Monday: nobody works in between.
        ([holder(ends_on=DAYS[2]), holder(OMAR, DAYS[3])], [], None),
        ([holder(ends_on=DAYS[1]), holder(OMAR, DAYS[3])], [], Gap(DAYS[2], "nobody", DANA)),
        ([holder(active=False)], [], Gap(DAYS[0], "left", DANA)),
        ([holder()], [Away(DANA, OMAR, DAYS[1], DAYS[2])], None),
        ([holder()], [Away(DANA, 9, DAYS[1], DAYS[2])], Gap(DAYS[1], "away", DANA)),
        # The stand-in's own stand-in acts; where the chain leads back, nobody does.
        ([holder()], [Away(DANA, OMAR, DAYS[0], DAYS[4]), Away(OMAR, RUTH, DAYS[1], DAYS[1])], None),
        (
            [holder()],
            [Away(DANA, OMAR, DAYS[0], DAYS[4]), Away(OMAR, DANA, DAYS[3], DAYS[3])],
            Gap(DAYS[3], "away", DANA),
        ),
        # Begins later than today, beyond the days that are looked at.
        ([holder(starts_on=date(2026, 12, 1))], [], Gap(DAYS[0], "nobody")),
    ],
)
def test_the_first_day_on_which_nobody_acts(held, absences, expected):
    away = {day: away_on(day, absences) for day in DAYS}
    assert first_gap(DAYS, held, away, ACTIVE) == expected
