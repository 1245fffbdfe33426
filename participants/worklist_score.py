"""The points of `participants.rules.ranking` as the database adds them up over the columns of a worklist's lines."""

from typing import Final

from participants.rules import ranking as r


def _by(column: str, points: dict) -> str:
    whens = " ".join(f"WHEN '{key}' THEN {value}" for key, value in points.items())
    return f"CASE {column}::text {whens} ELSE 0 END"


# `today` is a column beside them.
SCORE: Final = f"""(
    CASE WHEN missed THEN {r.MISSED} ELSE 0 END
    + CASE
        WHEN due_on < today THEN {r.OVERDUE} + {r.OVERDUE_DAY} * LEAST(today - due_on, {r.OVERDUE_DAYS_MOST})
        WHEN due_on = today THEN {r.TODAY}
        WHEN due_on - today <= {r.NEAR_DAYS} THEN {r.NEAR_DAY} * ({r.NEAR_DAYS + 1} - (due_on - today))
        ELSE 0
      END
    + CASE WHEN turn <> 'participant' THEN {_by("severity", r.SEVERITY)} ELSE 0 END
    + CASE WHEN quiet_days IS NULL THEN 0 ELSE {r.QUIET} + LEAST(quiet_days, {r.QUIET_DAYS_MOST}) END
    + {_by("turn", {str(turn.value): points for turn, points in r.TURN.items()})}
)"""
