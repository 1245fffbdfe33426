"""How long each class is confidential, in days of the market, and which class protects more: pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.documents import marking
from portal.documents.choices import Basis, Ends, Place, Protection
from portal.documents.protection import CHOOSABLE, DEFAULTS, Rule, expired, place_of, reckon, weaker
from portal.scoping.today import market_day

OFFER = Rule("PI-OFFER", Ends.DAYS, 60, Basis.OPERATING_DAY)
ESI = Rule("PI-ESI", Ends.DAYS, 365, Basis.CREATION)
NEVER = Rule("PI-CREDIT", Ends.NEVER)
POSTED = Rule("PI-CRR", Ends.POSTED)
AGREED = Rule("PI-MARKED", Ends.AGREED)
OPEN = Rule("PUBLIC", Ends.OPEN)
STORED = date(2028, 1, 31)


@pytest.mark.parametrize(
    ("rule", "basis_day", "agreed", "until", "why"),
    [
        (OFFER, date(2028, 1, 1), None, date(2028, 3, 1), "60 days after the operating day, Jan 1, 2028."),
        (OFFER, date(2027, 1, 1), None, date(2027, 3, 2), "operating day"),
        (OFFER, None, None, date(2028, 3, 31), "No operating day was named."),
        (ESI, date(2020, 1, 1), None, date(2029, 1, 30), "365 days after the day of storing, Jan 31, 2028."),
        (NEVER, date(2028, 1, 1), date(2028, 1, 2), None, "never"),
        (POSTED, None, None, None, "no day is known"),
        (POSTED, None, date(2028, 2, 29), date(2028, 2, 29), "Until it is posted."),
        (AGREED, None, None, None, "no last day was agreed"),
        (AGREED, None, date(2030, 1, 1), date(2030, 1, 1), "As agreed."),
        (OPEN, None, None, None, "Not confidential."),
    ],
)
def test_the_last_confidential_day_follows_the_rule_of_the_class(
    rule: Rule, basis_day: date | None, agreed: date | None, until: date | None, why: str
) -> None:
    reckoned = reckon(rule, stored_on=STORED, basis_day=basis_day, agreed=agreed)
    assert reckoned.until == until
    assert why in reckoned.why


def test_a_day_ends_at_midnight_of_the_market_and_what_has_no_end_never_passes() -> None:
    last = date(2028, 3, 1)
    before, after = (datetime(2028, 3, 2, hour, 30, tzinfo=ZoneInfo("UTC")) for hour in (5, 6))
    assert not expired(last, market_day(before)), "half past eleven in the evening in Texas"
    assert expired(last, market_day(after))
    assert not expired(None, date.max)


def test_classes_are_ordered_by_how_much_they_protect() -> None:
    assert weaker(OPEN, OFFER)
    assert weaker(OFFER, ESI)
    assert weaker(ESI, POSTED)
    assert weaker(POSTED, NEVER)
    assert not weaker(AGREED, NEVER)
    assert not weaker(NEVER, AGREED)


def test_each_place_has_its_usual_class() -> None:
    assert set(DEFAULTS) == set(Place)
    assert place_of(["LEG", "CRD"], Place.ITEM) == Place.CREDIT
    assert place_of(["REG"], Place.FILING) == Place.FILING
    assert DEFAULTS[Place.CREDIT] == Protection.CREDIT


def test_what_is_said_of_a_file_is_read_or_refused_in_words() -> None:
    read = marking.read("PI-OFFER", "2028-02-29", "  two  words ", choosable=CHOOSABLE)
    assert read == marking.Marking("PI-OFFER", date(2028, 2, 29), "two words")
    assert marking.read("", "", "", choosable=CHOOSABLE) is None
    for code, day, because in (("PUBLIC", "", ""), ("X", "", ""), ("PI-MARKED", "", " "), ("", "2027-02-29", "")):
        with pytest.raises(marking.BadMarking):
            marking.read(code, day, because, choosable=CHOOSABLE)
