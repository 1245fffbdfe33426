"""Which report is meant by a key and some words, for whoever asks for one by another door than a page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from accounts.report_permissions import can_see_report
from portal.lifecycle.refusals import Refused
from portal.reporting import registry
from portal.reporting.registry import Asked, Report
from portal.scoping.today import market_day

NO_REPORT: Final = "There is no such report for you. There are: {keys}."
NO_CHOICE: Final = "This report is not narrowed to “{name}”. It takes: {names}."


def named(key: str, given: Mapping[str, str], *, period: str = "", by: Any, now: datetime) -> tuple[Report, Asked]:
    """`Refused` in words for a report or parameter that there is not; nothing is refused in silence."""
    report = registry.get(key)
    if report is None:
        raise Refused(NO_REPORT.format(keys=", ".join(one.key for one in registry.offered(by)) or "none"))
    can_see_report(by, report).enforce()
    names = [choice.name for choice in report.choices]
    if unknown := sorted(given.keys() - set(names)):
        raise Refused(NO_CHOICE.format(name=unknown[0], names=", ".join(names) or "nothing but the period"))
    return report, report.read(by, {**given, "period": period}, market_day(now))
