"""How the relationships of the world stand, with a drop and a mark set by hand, for the walks."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from accounts.models import User
from participants.actions.health_overrides import override_health
from participants.models import Health, HealthDrop, HealthMeasure, HealthScore
from portal.scoping.today import market_day


def furnish_health(*companies: SimpleNamespace, by: User, now: datetime) -> dict[str, Any]:
    today = market_day(now)
    for rows in companies:
        owner, name = {"participant": rows.participant}, rows.contact.name
        fact = {"text": f"Waits for {name}", "ref": rows.follow_up.ref, "date": "", "url": ""}
        measure = {"code": "contact", "name": "Frequency of contact", "about": f"Talk with {name}", "weight": 15}
        told = {"share": 100, "value": 60, "words": f"{name} spoke last", "sample": 1, "newest": "", "stale": False}
        given = {"score": 60, "mark": "watch", "rules": "made up"}
        Health.objects.create(
            day=today, standing=60, judged=100, reckoned_at=now, **owner, **given,
            measures=[measure | told | {"facts": [fact], "more": 0}],
        )  # fmt: skip
        for back in range(3):
            HealthScore.objects.create(
                day=today - timedelta(days=back), values={"contact": [60, 100]}, **owner, **given
            )
        reasons = [{"code": "contact", "words": f"{name} is silent", "facts": [fact]}]
        scores = {"from_score": 80, "to_score": 60, "from_mark": "good", "to_mark": "watch"}
        HealthDrop.objects.create(day=today, reasons=reasons, follow_up=rows.follow_up, **scores, **owner)
        override_health(mark="poor", comment=f"{name} leaves", in_days=20, by=by, now=now, **owner)
    return {"health_measure": HealthMeasure.objects.get(code="contact")}
