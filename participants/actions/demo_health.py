"""The demo's relationship health: half a year of scores before today's, a drop, a mark set by hand."""

import random
from datetime import date, datetime, timedelta
from typing import Final

from accounts.models import User
from participants.actions.health import reckon_health
from participants.actions.health_overrides import override_health
from participants.models import Health, HealthScore, Participant
from participants.rules.health import mark_of
from participants.scorecard import Scorecard
from portal.lifecycle.bulk import update_many
from portal.scoping.today import market_day

DAYS: Final = 150
# Who fell today, from how much more yesterday.
FELL: Final = {"Prairie Lantern Energy": 45, "Copper Draw Storage": 70}
BY_HAND: Final = (
    ("Mesquite Bend Wind", "manager", "watch", "The new owner has not said yet whether they stay with their QSE.", 15),
    ("High Plains Municipal", "manager2", "good", "The late filings were ours: the form was down for two days.", 30),
)


def fill_health(*, now: datetime) -> None:
    """Reckon the day, draw a past that leads to it, and reckon it once more against that past."""
    chance = random.Random("relationship health")  # noqa: S311 repeatable on purpose
    reckon_health(now=now)
    today = market_day(now)
    card = Scorecard.read(today)
    HealthScore.objects.filter(day=today).delete()
    rows = list(Health.objects.exclude(day=None).select_related("participant").order_by("participant_id"))
    days: list[HealthScore] = []
    for row in rows:
        days += _past(row, card, chance, today)
        row.day, row.mark = today - timedelta(days=1), days[-1].mark
        row.score = days[-1].score
        row.standing = row.standing if row.score is None else row.score
    HealthScore.objects.bulk_create(days, batch_size=2000)
    update_many(Health, ["day", "mark", "score", "standing"], rows)
    reckon_health(now=now)
    _set_by_hand(now)


def _past(row: Health, card: Scorecard, chance: random.Random, today: date) -> list[HealthScore]:
    """Each day a little different, ending where today begins; only whoever fell ends higher."""
    values = {one["code"]: [one["value"], one["share"]] for one in row.measures}
    above = FELL.get(row.participant.name, 0)
    found, moved = [], {code: pair[0] for code, pair in values.items()}
    for code in moved:
        if above and moved[code] is not None:
            moved[code] = min(100, moved[code] + above)
    for back in range(1, DAYS + 1):
        score = card.scored(moved).score
        told = {code: [moved[code], share] for code, (_value, share) in values.items()}
        day, mark = today - timedelta(days=back), mark_of(score, card.scale)
        given = {"score": score, "mark": mark, "values": told, "rules": card.rules}
        found.append(HealthScore(participant_id=row.participant_id, day=day, **given))
        if back % 6 == 0 and (known := [code for code in moved if moved[code] is not None]):
            code = chance.choice(known)
            moved[code] = min(100, max(10, moved[code] + chance.randrange(-12, 13)))
    return found[::-1]


def _set_by_hand(now: datetime) -> None:
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    companies = {one.name: one for one in Participant.objects.filter(name__in=[row[0] for row in BY_HAND])}
    for name, person, mark, comment, days in BY_HAND:
        given = {"participant": companies[name], "by": staff[person], "now": now}
        override_health(mark=mark, comment=comment, in_days=days, **given)
