"""The demo world's saved views, and the words that mistyped ones are compared with."""

from datetime import datetime
from typing import Final

from django.db import connection

from accounts.actions.saved_views import save_view
from accounts.models import User

# Whose, of which list, under which name, shown to whom, and what the address asks for.
VIEWS: Final = (
    ("supervisor", "issues", "Critical and high", "all", "view=open&whose=all&severity=1&severity=2&sort=severity"),
    ("supervisor", "issues", "Settlement", "all", "view=open&whose=all&area=settlement&sort=opened"),
    ("manager", "issues", "Asked by mail", "own", "view=open&whose=mine&channel=mail&sort=opened"),
    ("supervisor", "participants", "Retailers", "all", "role=LSE"),
)


def fill_queue(*, now: datetime) -> None:
    people = {person.email.partition("@")[0]: person for person in User.objects.staff().select_related("team")}
    for owner, noun, name, sharing, query in VIEWS:
        save_view(noun=noun, name=name, query=query, sharing=sharing, by=people[owner], now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT issues_learn_words()")
