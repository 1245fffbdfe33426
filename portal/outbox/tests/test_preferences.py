"""What reaches a person and when, over midnight, weekends and the nights the clocks change."""

from datetime import UTC, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from portal.outbox.choices import MailChoice, Severity
from portal.outbox.kinds import Kind
from portal.outbox.preferences import Channels, Timing, channels, next_digest, quiet_until

CHICAGO = ZoneInfo("America/Chicago")
TOKYO = ZoneInfo("Asia/Tokyo")
USUAL = Kind("t.usual", "Usual", default_mail=MailChoice.DAILY)
FIRM = Kind("t.firm", "Firm", optional=False)
CRITICAL = Kind("t.critical", "Critical", severity=Severity.CRITICAL, optional=False)
NIGHT = Timing(quiet_from=time(22), quiet_until=time(7))
NOON = Timing(quiet_from=time(12), quiet_until=time(13))
WEEKENDS = Timing(quiet_weekends=True)
BOTH = Timing(quiet_from=time(22), quiet_until=time(7), quiet_weekends=True)


def chosen(in_app: bool, mail: str) -> SimpleNamespace:
    return SimpleNamespace(in_app=in_app, mail=mail)


@pytest.mark.parametrize(
    ("kind", "choice", "expected"),
    [
        (USUAL, None, Channels(True, MailChoice.DAILY)),
        (USUAL, chosen(False, MailChoice.OFF), Channels(False, MailChoice.OFF)),
        (USUAL, chosen(True, MailChoice.WEEKLY), Channels(True, MailChoice.WEEKLY)),
        (FIRM, chosen(False, MailChoice.OFF), Channels(True, MailChoice.NOW)),
        (FIRM, chosen(False, MailChoice.DAILY), Channels(True, MailChoice.DAILY)),
        (CRITICAL, chosen(False, MailChoice.OFF), Channels(True, MailChoice.NOW)),
        (CRITICAL, chosen(True, MailChoice.WEEKLY), Channels(True, MailChoice.NOW)),
        (CRITICAL, None, Channels(True, MailChoice.NOW)),
    ],
)
def test_a_choice_holds_within_what_the_kind_allows(kind: Kind, choice: object, expected: Channels) -> None:
    assert channels(kind, choice) == expected


def at(zone: ZoneInfo, *parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=zone, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("timing", "zone", "instant", "expected"),
    [
        # A Wednesday: before, at the first minute, over midnight, at the last, after.
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 11, 18, 21, 59), None),
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 11, 18, 22, 0), at(CHICAGO, 2026, 11, 19, 7)),
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 11, 19, 3, 0), at(CHICAGO, 2026, 11, 19, 7)),
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 11, 19, 6, 59), at(CHICAGO, 2026, 11, 19, 7)),
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 11, 19, 7, 0), None),
        (NOON, CHICAGO, at(CHICAGO, 2026, 11, 19, 12, 30), at(CHICAGO, 2026, 11, 19, 13)),
        # The same instant is quiet in one zone and not in another: whoever moves changes hours.
        (NIGHT, CHICAGO, at(TOKYO, 2026, 11, 19, 23, 0), None),
        (NIGHT, TOKYO, at(TOKYO, 2026, 11, 19, 23, 0), at(TOKYO, 2026, 11, 20, 7)),
        # Weekends, alone and joined to the nights around them.
        (WEEKENDS, CHICAGO, at(CHICAGO, 2026, 11, 20, 23, 59), None),
        (WEEKENDS, CHICAGO, at(CHICAGO, 2026, 11, 21, 0, 0), at(CHICAGO, 2026, 11, 23, 0)),
        (WEEKENDS, CHICAGO, at(CHICAGO, 2026, 11, 22, 23, 59), at(CHICAGO, 2026, 11, 23, 0)),
        (BOTH, CHICAGO, at(CHICAGO, 2026, 11, 20, 22, 30), at(CHICAGO, 2026, 11, 23, 7)),
        (BOTH, CHICAGO, at(CHICAGO, 2026, 11, 22, 12, 0), at(CHICAGO, 2026, 11, 23, 7)),
        # Spring: the night is an hour shorter; one that ends in the skipped hour ends with the change.
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 3, 7, 23, 0), datetime(2026, 3, 8, 12, tzinfo=UTC)),
        (
            Timing(quiet_from=time(22), quiet_until=time(2, 30)),
            CHICAGO,
            at(CHICAGO, 2026, 3, 7, 23, 0),
            datetime(2026, 3, 8, 8, tzinfo=UTC),
        ),
        (
            Timing(quiet_from=time(2, 30), quiet_until=time(5)),
            CHICAGO,
            datetime(2026, 3, 8, 8, 15, tzinfo=UTC),  # 03:15, the clock skipped 02:30
            datetime(2026, 3, 8, 10, tzinfo=UTC),
        ),
        # Autumn: the hour the clock shows twice is quiet twice.
        (
            Timing(quiet_from=time(22), quiet_until=time(1, 30)),
            CHICAGO,
            at(CHICAGO, 2026, 11, 1, 1, 45),
            datetime(2026, 11, 1, 7, 30, tzinfo=UTC),
        ),
        (
            Timing(quiet_from=time(22), quiet_until=time(1, 30)),
            CHICAGO,
            at(CHICAGO, 2026, 11, 1, 1, 30, fold=1),
            None,
        ),
        (NIGHT, CHICAGO, at(CHICAGO, 2026, 10, 31, 23, 0), datetime(2026, 11, 1, 13, tzinfo=UTC)),
        (Timing(), CHICAGO, at(CHICAGO, 2026, 11, 19, 3, 0), None),
    ],
)
def test_quiet_hours_end_by_the_persons_own_clock(
    timing: Timing, zone: ZoneInfo, instant: datetime, expected: datetime | None
) -> None:
    assert quiet_until(timing, zone, instant, Severity.HIGH) == expected


def test_critical_messages_pass_quiet_hours() -> None:
    assert quiet_until(BOTH, CHICAGO, at(CHICAGO, 2026, 11, 22, 3, 0), Severity.CRITICAL) is None


@pytest.mark.parametrize("timing", [NIGHT, NOON, WEEKENDS, BOTH])
def test_it_is_never_quiet_when_quiet_time_has_ended(timing: Timing) -> None:
    """Every quarter of an hour of the two weeks in which the clocks change."""
    for start in (at(CHICAGO, 2026, 3, 5), at(CHICAGO, 2026, 10, 29)):
        for quarter in range(7 * 96):
            instant = datetime.fromtimestamp(start.timestamp() + quarter * 900, UTC)
            end = quiet_until(timing, CHICAGO, instant, Severity.NORMAL)
            assert end is None or end > instant
            assert end is None or quiet_until(timing, CHICAGO, end, Severity.NORMAL) is None


@pytest.mark.parametrize(
    ("choice", "timing", "zone", "instant", "expected"),
    [
        (MailChoice.DAILY, Timing(), CHICAGO, at(CHICAGO, 2026, 11, 18, 7, 59), at(CHICAGO, 2026, 11, 18, 8)),
        # What is written at the very instant waits for the next one.
        (MailChoice.DAILY, Timing(), CHICAGO, at(CHICAGO, 2026, 11, 18, 8, 0), at(CHICAGO, 2026, 11, 19, 8)),
        (MailChoice.WEEKLY, Timing(), CHICAGO, at(CHICAGO, 2026, 11, 18, 12), at(CHICAGO, 2026, 11, 23, 8)),
        (MailChoice.WEEKLY, Timing(), CHICAGO, at(CHICAGO, 2026, 11, 23, 7), at(CHICAGO, 2026, 11, 23, 8)),
        (MailChoice.WEEKLY, Timing(), CHICAGO, at(CHICAGO, 2026, 11, 23, 8), at(CHICAGO, 2026, 11, 30, 8)),
        (MailChoice.DAILY, Timing(), TOKYO, at(TOKYO, 2026, 11, 18, 9), at(TOKYO, 2026, 11, 19, 8)),
        # Eight o'clock stays eight o'clock over both changes; a skipped 02:30 comes at the change.
        (MailChoice.DAILY, Timing(), CHICAGO, at(CHICAGO, 2026, 3, 7, 12), datetime(2026, 3, 8, 13, tzinfo=UTC)),
        (MailChoice.DAILY, Timing(), CHICAGO, at(CHICAGO, 2026, 10, 31, 12), datetime(2026, 11, 1, 14, tzinfo=UTC)),
        (
            MailChoice.DAILY,
            Timing(digest_at=time(2, 30)),
            CHICAGO,
            at(CHICAGO, 2026, 3, 7, 12),
            datetime(2026, 3, 8, 8, tzinfo=UTC),
        ),
        # Of the hour shown twice only the first brings a digest.
        (
            MailChoice.DAILY,
            Timing(digest_at=time(1, 30)),
            CHICAGO,
            datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
            at(CHICAGO, 2026, 11, 2, 1, 30),
        ),
    ],
)
def test_the_next_digest_comes_at_the_persons_hour(
    choice: str, timing: Timing, zone: ZoneInfo, instant: datetime, expected: datetime
) -> None:
    assert next_digest(choice, timing, zone, instant) == expected
