"""Training needs as the board and its columns show them. Any number of rows, the same few statements."""

from collections import defaultdict
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from participants.models import Participant
from training.choices import NeedState
from training.models import TrainingNeed
from training.rules.need_moves import STILL_OPEN

COLUMNS: Final = tuple(STILL_OPEN)
CARDS: Final = 6
ORDER: Final = ("-changed_at", "-id")
EVERYBODY, MARKET, MINE = "all", "market", "me"
WHOSE: Final = {EVERYBODY: "All needs", MARKET: "Of the whole market", MINE: "Mine and of my participants"}


def of_whom(rows: QuerySet[TrainingNeed], whose: str, user: Any) -> QuerySet[TrainingNeed]:
    """Of the market, or those a person has to do with: proposed, designed or reviewed, and of own participants."""
    if whose == MARKET:
        return rows.market_wide()
    if whose == MINE:
        own = Q(proposed_by=user) | Q(designer=user) | Q(reviewer=user)
        return rows.filter(own | Q(participant__in=Participant.objects.assigned_to(user).values("pk")))
    return rows


def found_by(rows: QuerySet[TrainingNeed], words: str) -> QuerySet[TrainingNeed]:
    """Those that title, topic, proposed course or reference name."""
    words = words.replace("\x00", "")
    named = Q(title__icontains=words) | Q(topic__iexact=words) | Q(course__code__iexact=words)
    return rows.filter(named | Q(ref=words.upper())) if words else rows


def counts(rows: QuerySet[TrainingNeed]) -> dict[str, int]:
    """How many are in each state."""
    counted = rows.order_by().values("state").annotate(count=Count("pk")).values_list("state", "count")
    return dict.fromkeys(NeedState, 0) | {NeedState(state): count for state, count in counted}


def first_cards(rows: QuerySet[TrainingNeed]) -> dict[str, list[TrainingNeed]]:
    """The newest cards of every open column, in one statement."""
    newest = [F("changed_at").desc(), F("id").desc()]
    place = Window(RowNumber(), partition_by=[F("state")], order_by=newest)
    found = shown(rows.filter(state__in=COLUMNS)).annotate(place=place).filter(place__lte=CARDS)
    columns: dict[str, list[TrainingNeed]] = defaultdict(list)
    for row in found.order_by(*ORDER):
        columns[row.state].append(row)
    return columns


def shown(rows: QuerySet[TrainingNeed]) -> QuerySet[TrainingNeed]:
    """With what a card or a row names, and without the long texts."""
    return rows.select_related("participant", "course", "designer").defer("problem", "outline", "effect_note")
