"""When a mail that could not leave is tried again, and what a mail server's answer means. Pure."""

import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from anymail.exceptions import AnymailRecipientsRefused

FIRST: Final = timedelta(minutes=1)
LONGEST: Final = timedelta(hours=2)
DOUBLINGS: Final = 7  # from a minute to the longest pause
PERMANENT: Final = range(500, 600)
CLOSING: Final = 421
POLICY: Final = re.compile(r"\b5\.7\.\d")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail did not leave.

    `permanent`: trying again is useless; `refused`: because of the address. `maybe_accepted`: the line broke when
    the mail server may have had the mail already. `broken`: the line is of no use for the next mail.
    """

    reason: str
    permanent: bool = False
    refused: bool = False
    maybe_accepted: bool = False
    broken: bool = False


def pause_after(attempts: int) -> timedelta:
    """1, 2, 4, 8 ... minutes after the first, second ... attempt; two hours at the most."""
    return min(FIRST * 2 ** min(attempts - 1, DOUBLINGS), LONGEST)


def meaning_of(error: Exception) -> Failure:
    """What an error while sending says about the mail, its address and the line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _answered(code, words, about_address=True)
    if isinstance(error, AnymailRecipientsRefused):
        return Failure(in_words(error), permanent=True, refused=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        # Our own address is set up wrongly: nothing is lost when that is mended.
        return Failure(_reply(error.smtp_code, error.smtp_error), broken=error.smtp_code == CLOSING)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Failure(in_words(error), maybe_accepted=True, broken=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return Failure(in_words(error), maybe_accepted=True, broken=True)
    return Failure(in_words(error))


def in_words(error: BaseException) -> str:
    """An error as the list of failures shows it."""
    return printable(f"{type(error).__name__}: {error}")


def printable(text: str) -> str:
    """What a stranger's server said, fit to be stored and shown: no row may fail for a zero byte in it."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _answered(code: int, words: bytes | str, *, about_address: bool = False) -> Failure:
    reason, permanent = _reply(code, words), code in PERMANENT
    # "5.7": our sending is forbidden (relaying, a blocked network), which says nothing about the address.
    refused = permanent and about_address and not POLICY.search(reason)
    return Failure(reason, permanent=permanent, refused=refused, broken=code == CLOSING)


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return printable(f"The mail server answered {code} {text}")
