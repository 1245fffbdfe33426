"""Who stands in for whom at an instant, for whatever reaches people."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from accounts.models import Absence, User
from accounts.rules.standing_in import stand_in_for
from portal.scoping.today import market_day


def away(person: str, now: datetime) -> Exists:
    """The condition "the person named by this column is absent on the market's day"."""
    return Exists(Absence.objects.on(market_day(now)).filter(person=OuterRef(person)))


def stand_ins(user_ids: set[int], now: datetime) -> dict[int, User]:
    """Whoever acts for those of these people who are absent on the market's day; one statement."""
    absences = Absence.objects.on(market_day(now)).select_related("stand_in").order_by()
    rows = [absence for absence in absences if absence.stand_in.is_active]
    away = {absence.person_id: absence.stand_in_id for absence in rows}
    people = {absence.stand_in_id: absence.stand_in for absence in rows}
    found = {user_id: stand_in_for(user_id, away) for user_id in user_ids & away.keys()}
    return {user_id: people[deputy] for user_id, deputy in found.items() if deputy is not None}
