"""How each number of the dashboard is counted, in words that stand beside it."""

from typing import Final

from issues.choices import Severity
from issues.rules.work_load import Weights
from participants.choices import Degree
from portal.calendars.deadline_lists import AT_RISK

HOURS: Final = round(AT_RISK.total_seconds() / 3600)

HOW: Final[dict[str, tuple[str, ...]]] = {
    "now": (
        "Issues with a missed target: open issues with a target whose time is over and that is not met yet.",
        f"Late: deadlines of any kind that run and whose time is over. At risk: those that run out within {HOURS} open"
        " business hours from now.",
        "Missed today: deadlines whose time ran out today before they were met, done since then or not.",
        "Without owner: open issues that nobody has taken.",
    ),
    "due": (
        "Deadlines that run, by the market's day on which they run out and by what they are about. What runs out on a"
        " closed day stands with the next Business Day. Paused deadlines have no day and do not count.",
    ),
    "missed": (
        "Deadlines whose time ran out on a day of the period before they were met, by the day they were missed. What"
        " was met late stays missed; what was postponed begins a new deadline.",
    ),
    "load": (
        "Participants: those whose account manager the person is today. Issues: open ones the person owns.",
        "Away: absent today, with the stand-in. What nobody has weighs on nobody here.",
    ),
    "escalations": (
        "E1 to E4: escalations that were not ended, by the step of the ladder they stand on.",
        "E0: open issues with a question that a department has not answered: ordinary work, escalated or not.",
    ),
    "departments": (
        "Questions asked within the period. Time held: open business time in which the question was with the"
        " department, until now or until it answered, handed back or was released; handed-back time counts as ours.",
        "Median: half of the questions were held shorter. The box is the middle half, the line goes from the"
        " shortest to the longest. Target: the department's time for an answer, in open hours.",
        "Late: answered after the due time at least once, or due and not answered.",
    ),
    "pipeline": (
        "Registrations that are not qualified yet, by the stage they stand in now.",
        "Days in the stage: calendar days since the registration came to the stage; where that was never noted, since"
        " it was entered. Half of them stand there for the median or shorter.",
    ),
    "campaigns": (
        "Obligations of campaigns due in the future or within the last 60 days, the next six by their day. Filed:"
        " handed in or accepted. Not filed: open or returned. Excused and canceled ones are left out of the share.",
    ),
    "training": (
        "Sessions: published and not over. Seats: of sessions with a limited number. Waiting: people on waiting lists.",
        "Not covered: participants that need a course which nobody there has completed. Counted every hour.",
    ),
    "health": (
        "Participants by the mark that is shown: one set by hand while it holds, else the reckoned one of today.",
        "The trend has the reckoned marks of each day, without what was set by hand. Fallen: the score fell through a"
        " limit or fast, and has not recovered.",
    ),
    "outbox": (
        "Undelivered: mails that failed for good, or were not tried because mail does not arrive at the address.",
        "Waiting: mails in the queue. Digest: news kept for the next digest. Addresses in trouble: open ones.",
    ),
}


def how(weights: Weights) -> dict[str, tuple[str, ...]]:
    """By the card; the load is told by the weights that hold."""
    issues = ", ".join(f"{Severity(one).label.lower()} {points}" for one, points in weights.issues.items())
    companies = ", ".join(f"{Degree(one).label.lower()} {points}" for one, points in weights.participants.items())
    return HOW | {
        "load": (
            f"Points, as the balance of work counts them: an open issue by severity ({issues}), a participant by"
            f" complexity ({companies}), an application to decide {weights.application}. They say where to look first;"
            " they measure nobody.",
            *HOW["load"],
        )
    }
