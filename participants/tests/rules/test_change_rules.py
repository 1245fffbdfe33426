"""Moves of changes, their days, who signs, and what bank numbers look like: all without a database."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from participants.actions.change_effects import EFFECTS
from participants.actions.change_values import BEFORE, READ
from participants.actions.reference_catalogs import CATALOGS
from participants.choices import ChangeState, ContactRoleKind
from participants.rules import bank_data
from participants.rules.change_days import earliest, instant_of, limit_day, planned, require_reachable
from participants.rules.change_moves import DATED, EDITABLE, ENDED, MOVES, STILL_OPEN
from participants.rules.changes import GUIDES, TOPICS, signatures_needed
from participants.rules.people import Period
from participants.rules.signing import Holder, authority_of, refusal, who_may_sign
from portal.calendars.tests.almanac import ALWAYS, BH_HOLIDAYS
from portal.lifecycle.refusals import Refused

ALLOWED = {
    ("draft", "submitted"),
    ("draft", "withdrawn"),
    ("submitted", "in_review"),
    ("submitted", "returned"),
    ("submitted", "withdrawn"),
    ("in_review", "approved"),
    ("in_review", "returned"),
    ("in_review", "declined"),
    ("in_review", "withdrawn"),
    ("returned", "submitted"),
    ("returned", "withdrawn"),
    ("approved", "in_effect"),
    ("approved", "returned"),
    ("approved", "withdrawn"),
}
NOTICE = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)
DAYS_45 = {"amount": 45, "unit": "day", "calendar": "always"}


@pytest.mark.parametrize(("before", "after"), list(product(ChangeState.values, repeat=2)))
def test_every_pair_of_states(before: str, after: str) -> None:
    assert MOVES.allows(before, after) == ((before, after) in ALLOWED)


def test_every_state_is_named_and_those_over_lead_nowhere() -> None:
    assert MOVES.states == set(ChangeState.values) == {*STILL_OPEN, *ENDED}
    assert {state for state in MOVES.states if not MOVES.after(state)} == set(ENDED)
    assert set(EDITABLE) <= set(STILL_OPEN)
    assert set(DATED) == {"approved", "in_effect"}


def test_every_procedure_of_the_catalog_has_a_guide_and_every_topic_what_it_needs() -> None:
    catalog = next(one for one in CATALOGS if one.name == "change procedures").defaults()
    assert set(GUIDES) == set(catalog)
    assert {topic for guide in GUIDES.values() for topic in guide.topics} == set(TOPICS) == set(EFFECTS) == set(BEFORE)
    for topic in TOPICS.values():
        if topic.code != "bank":  # sealed by an action of its own
            assert {asked.kind for asked in topic.asks} <= set(READ), topic.code
    for guide in GUIDES.values():
        if guide.lead == "notice":
            assert catalog[guide.code]["lead"], guide.code


def test_only_bank_data_need_two_signatures() -> None:
    assert {code for code in TOPICS if signatures_needed([code]) == 2} == {"bank"}
    assert signatures_needed(["address", "bank"]) == 2


@pytest.mark.parametrize(
    ("lead", "day", "because"),
    [
        ({}, date(2026, 11, 18), "No notice is asked for"),
        (DAYS_45, date(2027, 1, 2), "45 calendar days of notice from Nov 18, 2026."),
        ({"amount": 6, "unit": "month", "calendar": "always"}, date(2027, 5, 18), "6 months of notice"),
        ({"amount": 6, "unit": "day", "calendar": "ercot-business"}, date(2026, 11, 30), "Nov 26"),
    ],
)
def test_the_earliest_day_and_why(lead: dict, day: date, because: str) -> None:
    calendar = BH_HOLIDAYS if lead.get("calendar") == "ercot-business" else ALWAYS
    found = earliest(NOTICE, lead, calendar)
    assert found.day == day
    assert because in found.because


def test_a_wish_counts_where_the_notice_is_long_enough() -> None:
    found = earliest(NOTICE, DAYS_45, ALWAYS)
    assert planned(found, None) == found
    assert planned(found, date(2026, 12, 1)) == found
    later = planned(found, date(2027, 2, 1))
    assert later.day == date(2027, 2, 1)
    assert "the earliest was Jan 2, 2027" in later.because
    require_reachable(found, date(2027, 1, 2))
    with pytest.raises(Refused, match="The earliest day is Jan 2, 2027"):
        require_reachable(found, date(2027, 1, 1))


def test_the_instant_is_midnight_central_in_winter_and_summer() -> None:
    assert instant_of(date(2027, 1, 2), NOTICE) == datetime(2027, 1, 2, 6, 0, tzinfo=UTC)
    assert instant_of(date(2027, 7, 1), NOTICE) == datetime(2027, 7, 1, 5, 0, tzinfo=UTC)
    assert instant_of(date(2026, 11, 18), NOTICE) == NOTICE


def test_the_last_day_of_a_limit() -> None:
    assert limit_day(date(2026, 11, 18), 3, ALWAYS) == date(2026, 11, 21)
    assert limit_day(date(2026, 11, 18), 6, BH_HOLIDAYS) == date(2026, 11, 30)


def holder(number: int, kind: str, name: str = "", **period: date) -> Holder:
    return Holder(number, number, number, name or f"Person {number}", kind, Period(date(2020, 1, 1), **period))


K = ContactRoleKind
DAY = date(2026, 11, 18)


def test_representative_and_backup_sign_officers_only_without_them() -> None:
    held = [
        holder(1, K.EXECUTIVE),
        holder(2, K.BACKUP_AUTHORIZED_REPRESENTATIVE),
        holder(3, K.AUTHORIZED_REPRESENTATIVE),
    ]
    assert [one.role_id for one in who_may_sign(held, DAY)] == [3, 2]
    assert [one.role_id for one in who_may_sign(held, DAY, replaced=True)] == [3, 2, 1]
    assert [one.role_id for one in who_may_sign(held[:1], DAY)] == [1]
    gone = [held[0], holder(3, K.AUTHORIZED_REPRESENTATIVE, ends_on=date(2026, 11, 17))]
    assert [one.role_id for one in who_may_sign(gone, DAY)] == [1]


def test_a_refusal_names_those_who_can() -> None:
    able = [holder(3, K.AUTHORIZED_REPRESENTATIVE, "Ana"), holder(2, K.BACKUP_AUTHORIZED_REPRESENTATIVE, "Ben")]
    assert authority_of(2, able) == able[1]
    assert authority_of(9, able) is None
    assert refusal(able).endswith("Ana (authorized representative) or Ben (backup authorized representative).")
    assert refusal([]).startswith("Nobody may sign today")


def test_routing_numbers_check_themselves() -> None:
    assert bank_data.routing("1110 0002-5") == "111000025"
    for wrong in ("111000026", "000000000", "11100002", "1110000255", "11100002x", "١١١٠٠٠٠٢٥"):
        with pytest.raises(bank_data.BadNumber) as refused:
            bank_data.routing(wrong)
        assert wrong not in str(refused.value)


def test_account_numbers_have_5_to_17_digits() -> None:
    assert bank_data.account("0001 2345 6789") == "000123456789"
    for wrong in ("1234", "1" * 18, "12x45", ""):
        with pytest.raises(bank_data.BadNumber):
            bank_data.account(wrong)
    assert bank_data.masked("6789") == "account ending in 6789"
