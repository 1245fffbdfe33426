"""What the reports of the demo world must say: each number as a statement of its own, without the portal's code.

`{first}` and `{last}` are the market's days, `{now}` the instant at which it is counted.
"""

from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import connection

from portal.reporting.periods import Period

DAY: Final = "({0} AT TIME ZONE 'America/Chicago')::date"
ISSUES: Final = "SELECT count(*) FROM issues_issue WHERE"
CLOCKS: Final = (
    "SELECT count(*) FROM calendars_clock WHERE subject_type = 'issues.issue'"
    f" AND {DAY.format('stopped_at')} BETWEEN '{{first}}' AND '{{last}}' AND"
)
OWED: Final = (
    "SELECT count(*) FROM participants_obligation WHERE state <> 'canceled' AND due_on BETWEEN '{first}' AND '{last}'"
)
HANDED: Final = DAY.format("submitted_at")
DISPUTES: Final = "SELECT {0} FROM issues_dispute WHERE {1} BETWEEN '{{first}}' AND '{{last}}'"
SESSIONS: Final = (
    "FROM training_coursesession s WHERE published_at IS NOT NULL"
    f" AND {DAY.format('s.ends_at')} BETWEEN '{{first}}' AND '{{last}}'"
)
HELD: Final = f"{SESSIONS} AND s.state IN ('published', 'finished') AND s.ends_at <= '{{now}}'"
DONE: Final = "FROM training_certificate WHERE revoked_at IS NULL AND completed_on BETWEEN '{first}' AND '{last}'"


def between(field: str) -> str:
    return f"{DAY.format(field)} BETWEEN '{{first}}' AND '{{last}}'"


COUNTS: Final[dict[str, dict[str, str]]] = {
    "monthly-service": {
        "Issues opened": f"{ISSUES} {between('opened_at')}",
        "Issues resolved": f"{ISSUES} {between('resolved_at')}",
        "Issues closed": f"{ISSUES} {between('ended_at')} AND state = 'closed'",
        "Issues open at the end": (
            f"{ISSUES} {DAY.format('opened_at')} <= '{{last}}'"
            f" AND coalesce({DAY.format('resolved_at')}, '9999-01-01') > '{{last}}'"
            f" AND coalesce({DAY.format('ended_at')}, '9999-01-01') > '{{last}}'"
        ),
        "Reopenings": (
            "SELECT count(*) FROM issues_issuestep s WHERE s.state NOT IN ('resolved', 'closed')"
            f" AND {between('s.at')} AND (SELECT b.state FROM issues_issuestep b WHERE b.issue_id = s.issue_id"
            " AND (b.at, b.id) < (s.at, s.id) ORDER BY b.at DESC, b.id DESC LIMIT 1) IN ('resolved', 'closed')"
        ),
        "First answer: target met": f"{CLOCKS} kind = 'first-response' AND outcome = 'met'",
        "First answer: target missed": f"{CLOCKS} kind = 'first-response' AND outcome = 'missed'",
        "Next update: target met": f"{CLOCKS} kind = 'next-update' AND outcome = 'met'",
        "Resolution: target missed": f"{CLOCKS} kind = 'resolution' AND outcome = 'missed'",
        "Answers to the survey": f"SELECT count(*) FROM issues_survey WHERE {between('answered_at')}",
        "Satisfaction": f"SELECT round(avg(score), 1) FROM issues_survey WHERE {between('answered_at')}",
    },
    "obligations": {
        "Due": OWED,
        "Filed in time": f"{OWED} AND state IN ('submitted', 'accepted') AND {HANDED} <= due_on",
        "Filed late": f"{OWED} AND state IN ('submitted', 'accepted') AND {HANDED} > due_on",
        "Not filed": f"{OWED} AND state IN ('open', 'returned')",
        "Excused": f"{OWED} AND state = 'excused'",
    },
    "disputes": {
        "Filed": DISPUTES.format("count(*)", "filed_on"),
        "Resolved": DISPUTES.format("count(*)", "resolved_on"),
        "Due day kept": DISPUTES.format("count(*)", "resolved_on") + " AND resolved_on <= due_on",
        "Amount disputed": DISPUTES.format("sum(amount)", "filed_on"),
        "Amount awarded": DISPUTES.format("sum(awarded_amount)", "resolved_on"),
    },
    "departments": {
        "Questions asked": f"SELECT count(*) FROM issues_referral WHERE {between('asked_at')}",
        "Answers": f"SELECT count(*) FROM issues_referral WHERE {between('answered_at')}",
        "Handed back": f"SELECT count(*) FROM issues_referralstep WHERE state = 'handed_back' AND {between('at')}",
        "Withdrawn": f"SELECT count(*) FROM issues_referral WHERE state = 'withdrawn' AND {between('ended_at')}",
    },
    "training": {
        "Sessions held": f"SELECT count(*) {HELD}",
        "Sessions canceled": f"SELECT count(*) {SESSIONS} AND s.state = 'canceled'",
        "Seats offered": f"SELECT coalesce(sum(seats), 0) {HELD}",
        "Seats taken": (
            f"SELECT count(*) FROM training_enrollment WHERE state = 'seated' AND session_id IN (SELECT s.id {HELD})"
        ),
        "Completions": f"SELECT count(*) {DONE}",
        "People who completed": f"SELECT count(DISTINCT contact_id) {DONE}",
        "Evaluations": f"SELECT count(*) FROM training_evaluation WHERE {between('given_at')}",
        "Use for the work": f"SELECT round(avg(usefulness), 1) FROM training_evaluation WHERE {between('given_at')}",
    },
}
# One participant: the same conditions, with the participant.
OF_ONE: Final[dict[str, str]] = {
    "Issues opened": COUNTS["monthly-service"]["Issues opened"] + " AND participant_id = {participant}",
    "Issues open at the end": COUNTS["monthly-service"]["Issues open at the end"]
    + " AND participant_id = {participant}",
    "Obligations: due": f"{OWED} AND participant_id = {{participant}}",
    "Obligations: filed in time": COUNTS["obligations"]["Filed in time"] + " AND participant_id = {participant}",
    "Disputes filed": COUNTS["disputes"]["Filed"] + " AND participant_id = {participant}",
    "Courses completed": f"SELECT count(*) {DONE} AND participant_id = {{participant}}",
}


def counted(sql: str, period: Period, company: int, now: datetime) -> float | None:
    """What the statement counts in the period; of one participant where it asks for one."""
    with connection.cursor() as cursor:
        cursor.execute(sql.format(first=period.first, last=period.last, now=now.isoformat(), participant=company))
        (found,) = cursor.fetchone()
    return float(found) if isinstance(found, Decimal) else found
