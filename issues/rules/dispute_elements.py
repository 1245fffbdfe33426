"""The eleven elements that a dispute must have, and in which order they are asked for. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from issues.choices import MarketType, SettlementRun
from participants.rules.imports.cells import date_in
from portal.lifecycle.refusals import Refused

S = SettlementRun
# Each element by its field; the four that are most often missing come first.
ELEMENTS: Final[Mapping[str, str]] = {
    "operating_day": "Operating day",
    "statement_id": "Statement ID",
    "time_period": "Time period",
    "amount": "Disputed amount",
    "organization": "Disputing organization",
    "contact_person": "Contact person",
    "contact_data": "Phone and e-mail",
    "statement_type": "Statement type",
    "market_type": "Market or service",
    "dispute_type": "Dispute type",
    "long_text": "Reason",
}
OFTEN_MISSING: Final = ("operating_day", "statement_id", "time_period", "amount")
MOST_DAYS: Final = 31
AMOUNT: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
# The one type that the operator's interface knows.
DISPUTE_TYPE: Final = "Settlement Disputes"
MARKETS: Final[Mapping[str, str]] = {
    S.DAM: MarketType.DAM,
    S.DAM_RESETTLEMENT: MarketType.DAM,
    S.RTM_INITIAL: MarketType.RTM,
    S.RTM_FINAL: MarketType.RTM,
    S.RTM_RESETTLEMENT: MarketType.RTM,
    S.RTM_TRUE_UP: MarketType.RTM,
    S.CRR: MarketType.CRR,
}


def missing(dispute: Any) -> list[str]:
    """The elements still to be given, in words, the most often missing ones first.

    Start and end interval say the time period as well.
    """
    given = {name: getattr(dispute, name) for name in ELEMENTS}
    if getattr(dispute, "interval_start", None) is not None and getattr(dispute, "interval_end", None) is not None:
        given["time_period"] = given["time_period"] or "interval"
    return [label for name, label in ELEMENTS.items() if given[name] in (None, "")]


def sound_days(days: Mapping[date, Decimal], amount: Decimal | None) -> Decimal | None:
    """The disputed amount: that of the days together where there are several; refused where both disagree."""
    if len(days) > MOST_DAYS:
        raise Refused(f"A dispute is about {MOST_DAYS} operating days at most; file another one for the rest.")
    if not days:
        return amount
    total = sum(days.values(), Decimal(0))
    if amount is not None and amount != total:
        raise Refused(f"The days add up to {total:,.2f}, the disputed amount says {amount:,.2f}.")
    return total


def read_days(text: str) -> dict[date, Decimal]:
    """The days of a dispute from a text: a line for each, the day (YYYY-MM-DD or MM/DD/YYYY) and the amount."""
    found: dict[date, Decimal] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.replace(";", " ").replace("\t", " ").split()
        if not parts:
            continue
        day = date_in(parts[0].rstrip(","))
        amount = _amount("".join(parts[1:]).replace(",", "").removeprefix("$"))
        if day is None or amount is None:
            raise Refused(f"Line {number}: write the day and the amount, such as 2026-03-03 120.50.")
        if day in found:
            raise Refused(f"Line {number}: {day} is named twice.")
        found[day] = amount
    return found


def write_out(days: Mapping[date, Decimal]) -> str:
    """The same text again."""
    return "\n".join(f"{day} {amount:.2f}" for day, amount in sorted(days.items()))


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if AMOUNT.fullmatch(text) else None
