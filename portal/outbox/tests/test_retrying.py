"""When a mail is tried again, and what an error says about mail, address and line."""

import smtplib
from datetime import timedelta

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused

from portal.outbox.retrying import meaning_of, pause_after


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 120), (50, 120)]
)
def test_pauses_double_up_to_two_hours(attempts: int, minutes: int) -> None:
    assert pause_after(attempts) == timedelta(minutes=minutes)


PERMANENT, REFUSED, DOUBTFUL, BROKEN = "permanent", "refused", "maybe_accepted", "broken"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (smtplib.SMTPRecipientsRefused({"x@y.example": (550, b"unknown")}), {PERMANENT, REFUSED}),
        (smtplib.SMTPRecipientsRefused({"x@y.example": (554, b"5.7.1 Relay access denied")}), {PERMANENT}),
        (smtplib.SMTPRecipientsRefused({"x@y.example": (450, b"busy")}), set()),
        (smtplib.SMTPRecipientsRefused({"x@y.example": (421, b"closing")}), {BROKEN}),
        (smtplib.SMTPDataError(554, b"looks like spam"), {PERMANENT}),
        (smtplib.SMTPDataError(452, b"no room"), set()),
        (smtplib.SMTPSenderRefused(550, b"who are you", "portal@iso.example"), set()),
        (smtplib.SMTPServerDisconnected("gone"), {DOUBTFUL, BROKEN}),
        (TimeoutError("timed out"), {DOUBTFUL, BROKEN}),
        (ConnectionResetError("reset"), {DOUBTFUL, BROKEN}),
        (AnymailRecipientsRefused("rejected"), {PERMANENT, REFUSED}),
        (AnymailAPIError("HTTP 500"), set()),
        (ZeroDivisionError("ours"), set()),
    ],
)
def test_an_error_says_what_to_do(error: Exception, expected: set[str]) -> None:
    failure = meaning_of(error)
    assert {name for name in (PERMANENT, REFUSED, DOUBTFUL, BROKEN) if getattr(failure, name)} == expected
    assert failure.reason
