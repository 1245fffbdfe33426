"""Help for choosing a severity: how far the effect reaches, and how soon. Pure."""

from typing import Final

from issues.choices import Impact, Severity, Urgency

_BY_IMPACT: Final[dict[str, dict[str, Severity]]] = {
    Impact.MARKET: {Urgency.NOW: Severity.CRITICAL, Urgency.SOON: Severity.HIGH, Urgency.DAYS: Severity.HIGH},
    Impact.COMPANY: {Urgency.NOW: Severity.CRITICAL, Urgency.SOON: Severity.HIGH, Urgency.DAYS: Severity.NORMAL},
    Impact.FUNCTION: {Urgency.NOW: Severity.HIGH, Urgency.SOON: Severity.NORMAL, Urgency.DAYS: Severity.NORMAL},
    Impact.NONE: {Urgency.NOW: Severity.NORMAL},
}
_OTHERWISE: Final[dict[str, Severity]] = {
    Impact.MARKET: Severity.HIGH,
    Impact.COMPANY: Severity.NORMAL,
    Impact.FUNCTION: Severity.NORMAL,
    Impact.NONE: Severity.LOW,
}


def suggested(impact: str, urgency: str) -> Severity:
    """The severity that impact and urgency point to; whoever decides may choose another."""
    return _BY_IMPACT[impact].get(urgency, _OTHERWISE[impact])
