"""Cards about participants: campaigns, training, health, and the mails that leave."""

from collections import Counter
from typing import Any, Final

from participants.choices import HealthMark, ObligationState
from participants.rules.obligation_moves import OWED
from portal.dashboards.cards import Addresses, Number
from portal.dashboards.drawing import bar_of, columns_of, day_label
from portal.dashboards.numbers import Numbers

MARKS: Final = (HealthMark.GOOD, HealthMark.WATCH, HealthMark.POOR)


def campaigns(numbers: Numbers, to: Addresses) -> list[dict[str, Any]]:
    """What was accepted, waits for review, and is not filed of each campaign."""
    found: dict[str, Counter[str]] = {}
    late: Counter[str] = Counter()
    for (ref, state, is_late), number in numbers.groups["owed"].items():
        found.setdefault(ref, Counter())[state] += number
        late[ref] += number if is_late else 0
    rows = []
    for ref, name, due_on in numbers.campaigns:
        states = found.get(ref, Counter())
        accepted, review = states[ObligationState.ACCEPTED], states[ObligationState.SUBMITTED]
        missing = sum(states[state] for state in OWED)
        expected = accepted + review + missing
        pieces = [
            ("good", accepted, f"{accepted} accepted"),
            ("info", review, f"{review} to review"),
            ("bad" if late[ref] else "quiet", missing, f"{missing} not filed"),
        ]
        board = {"name": "participants:campaign-board", "ref": ref}
        rows.append(
            {
                "name": name,
                "url": to.of(board["name"], ref),
                "due_on": due_on,
                "percent": 100 * (accepted + review) // expected if expected else 100,
                "pieces": bar_of(pieces, expected),
                "accepted": Number("Accepted", accepted, to.of(board["name"], ref, view="accepted")),
                "review": Number("To review", review, to.of(board["name"], ref, view="review")),
                "missing": Number("Not filed", missing, to.of(board["name"], ref, view="missing")),
                "late": bool(late[ref]),
            }
        )
    return rows


def training(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    seats = numbers.groups["seats"].get(("seats",), 0)
    taken = numbers.groups["seats_taken"].get(("taken",), 0)
    sessions, coverage = "training:session-list", "training:coverage-list"
    return {
        "tiles": [
            Number("Sessions ahead", numbers.tiles["sessions"], to.everybody(sessions, view="upcoming")),
            Number("Seats taken", f"{taken:,} of {seats:,}", to.everybody(sessions, view="upcoming")),
            Number(
                "People waiting",
                numbers.groups["people_waiting"].get(("waiting",), 0),
                to.everybody(sessions, view="upcoming"),
            ),
            Number("Sessions to approve people in", numbers.tiles["requests"], to.everybody(sessions, view="requests")),
            Number("Participants not covered", numbers.tiles["lacking"], to.of(coverage, view="lacking")),
            Number("Certificates ending", numbers.tiles["expiring"], to.of(coverage, view="expiring")),
            Number("Participants that need courses", numbers.tiles["covered"], to.of(coverage, view="all")),
        ],
        "sessions": [
            {
                "url": url,
                "title": title,
                "starts_at": starts_at,
                "seats": limit,
                "taken": held,
                "waiting": waiting,
                "pieces": bar_of([("accent", min(held, limit), f"{held} of {limit} taken")], limit) if limit else [],
            }
            for url, title, starts_at, limit, held, waiting in numbers.sessions
        ],
    }


def health(numbers: Numbers, to: Addresses) -> dict[str, Any]:
    """How many have which mark now, and how the shares went over the period."""
    now: Counter[str] = Counter()
    for (mark, _ten), number in numbers.groups["health"].items():
        now[mark] += number
    shares: dict[str, Counter[str]] = {}
    for (day, mark), number in numbers.groups["shares"].items():
        if mark:
            shares.setdefault(day, Counter())[mark] += number
    columns, rows = [], []
    for day in numbers.shares:
        found = shares.get(day.isoformat(), Counter())
        total = sum(found.values())
        percents = [round(100 * found[mark] / total) if total else 0 for mark in MARKS]
        told = [
            (f"mark-{mark}", percent, f"{mark.label}: {percent} %")
            for mark, percent in zip(MARKS, percents, strict=True)
        ]
        columns.append((day_label(day), told))
        rows.append((day, total, percents))
    most = max(now.values(), default=0)
    marks = [*MARKS, ""]
    return {
        "marks": [
            {
                "number": Number(
                    mark.label if mark else "Not judged",
                    now[mark],
                    to.of("participants:health-list", view="all", mark=mark or "none"),
                ),
                "pieces": bar_of([(f"mark-{mark or 'none'}", now[mark], f"{now[mark]} relationships")], most),
            }
            for mark in marks
        ],
        "fallen": Number(
            "Fallen and not recovered", numbers.tiles["fallen"], to.of("participants:health-list", view="fallen")
        ),
        "plot": columns_of(columns),
        "keys": [(f"mark-{mark}", mark.label) for mark in MARKS],
        "rows": rows,
        "any": any(total for _day, total, _percents in rows),
    }


def outbox(numbers: Numbers, to: Addresses) -> list[Number]:
    messages = "admin:outbox_outboundmessage_changelist"
    return [
        Number("Undelivered", numbers.tiles["undelivered"], to.everybody("outbox:undelivered")),
        Number("Waiting to leave", numbers.tiles["queued"], to.everybody(messages, state__exact="queued")),
        Number("Kept for a digest", numbers.tiles["digest"], to.everybody(messages, state__exact="digest")),
        Number("Addresses in trouble", numbers.tiles["troubles"], to.everybody("outbox:undelivered")),
    ]
