"""What becomes of a mail, decided from what is known of it: the whole table on one page. Pure.

Whatever is not proven goes to people, never into an issue; and whatever goes to people causes no mail.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from issues.choices import Dmarc
from issues.choices import MailReason as R
from issues.choices import MailState as S

MOST_HOPS: Final = 40


class Who(StrEnum):
    """Whose address it is, as far as is on file today."""

    NOBODY = "nobody"
    STAFF = "staff"
    KNOWN = "known"
    BARRED = "barred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`proven_reply`: it came to the address made for this very sender and issue. `close`: it answers a mail that only
    its reader knows. `invitation`: a calendar answers what was sent to this very address. `none_suffices`: by
    setting, such a reply is taken from domains without DMARC as well.
    """

    readable: bool = True
    too_large: bool = False
    ours: bool = False
    hops: int = 0
    automatic: bool = False
    dmarc: str = Dmarc.NONE
    none_suffices: bool = False
    who: Who = Who.NOBODY
    in_thread: bool = False
    close: bool = False
    proven_reply: bool = False
    may_speak: bool = False
    issue_open: bool = True
    invitation: bool = False
    companies: int = 0
    encrypted: bool = False
    empty: bool = False
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    state: str
    reason: str = ""


def decide(facts: Facts) -> Decision:
    """The first rule that speaks."""
    return _round_and_round(facts) or _invited(facts) or _from_nobody_proven(facts) or _proven(facts)


def _round_and_round(facts: Facts) -> Decision | None:
    """Loops end here, and what nobody can read."""
    if facts.ours or facts.hops > MOST_HOPS:
        return Decision(S.DROPPED, R.LOOP)
    if facts.too_large:
        return Decision(S.QUARANTINED, R.TOO_LARGE)
    if not facts.readable:
        return Decision(S.QUARANTINED, R.UNREADABLE)
    return None


def _invited(facts: Facts) -> Decision | None:
    """What a calendar says for whoever was invited, contact or colleague."""
    return Decision(S.ANSWERED) if facts.invitation and _authentic(facts) else None


def _from_nobody_proven(facts: Facts) -> Decision | None:
    """Who it is from, and whether that is so."""
    if facts.automatic and not (_authentic(facts) and facts.who == Who.KNOWN and facts.in_thread and facts.may_speak):
        return Decision(S.DROPPED, R.AUTO_REPLY)
    if facts.who == Who.STAFF:
        return Decision(S.QUARANTINED, R.STAFF_OUTSIDE)
    if facts.dmarc == Dmarc.FAIL:
        return Decision(S.QUARANTINED, R.SPOOFED)
    if facts.who == Who.NOBODY:
        pending = facts.close and facts.dmarc == Dmarc.PASS and not facts.too_many
        return Decision(S.PENDING, R.NEW_ADDRESS) if pending else Decision(S.QUARANTINED, R.UNKNOWN_SENDER)
    if not _authentic(facts):
        return Decision(S.QUARANTINED, R.FORGED_THREAD if facts.in_thread else R.UNAUTHENTICATED)
    if facts.who == Who.BARRED:
        return Decision(S.QUARANTINED, R.NO_RIGHTS)
    if facts.too_many:
        return Decision(S.QUARANTINED, R.TOO_MANY)
    return None


def _proven(facts: Facts) -> Decision:
    """It is from who it says: into the issue it answers, into a new one, or to a person who decides."""
    if facts.in_thread and not facts.may_speak:
        return Decision(S.QUARANTINED, R.NO_RIGHTS)
    if not facts.in_thread and not facts.companies:
        return Decision(S.QUARANTINED, R.NO_RIGHTS)
    if facts.encrypted:
        return Decision(S.PENDING, R.ENCRYPTED)
    if facts.automatic:
        return Decision(S.AUTOMATIC if facts.issue_open else S.DROPPED, R.AUTO_REPLY)
    if facts.empty:
        return Decision(S.PENDING, R.EMPTY)
    if facts.in_thread:
        return Decision(S.FILED) if facts.issue_open else Decision(S.PENDING, R.NOT_OPEN)
    return Decision(S.OPENED) if facts.companies == 1 else Decision(S.PENDING, R.WHICH_COMPANY)


def _authentic(facts: Facts) -> bool:
    return facts.dmarc == Dmarc.PASS or (facts.dmarc == Dmarc.NONE and facts.none_suffices and facts.proven_reply)
