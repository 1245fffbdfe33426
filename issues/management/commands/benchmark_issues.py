"""Measures the pages of issues on made-up data; writes nothing that stays."""

from argparse import ArgumentParser
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from accounts.models import User
from issues.measuring import listening, scans
from issues.models import Comment, Issue

RARE: Final = "transformer"
COMMON: Final = "reconciliation"
WARM: Final = 2


class Command(BaseCommand):
    help = "Statements and milliseconds of the queue, its filters, the search and its counts, after load_scale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=20)
        parser.add_argument("--manager", default="scale-manager-1@iso.example", help="address of an account manager")

    def handle(self, *args: Any, rounds: int, manager: str, **options: Any) -> None:
        person = User.objects.filter(email=manager).first()
        if person is None or not Issue.objects.exists():
            raise CommandError("Run load_scale with --issues first.")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SELECT issues_learn_words()")
        issues, comments = Issue.objects.count(), Comment.objects.count()
        self.stdout.write(
            f"{issues:,} issues, {comments:,} comments; ms of {rounds} rounds: fastest, median, fastest in the database"
        )
        with override_settings(STAFF_SECOND_FACTOR=False), transaction.atomic():
            client = Client(HTTP_HOST="localhost")
            client.force_login(person)
            for name, address in pages(person):
                self._measure(client, name, address, rounds)
            transaction.set_rollback(True)

    def _measure(self, client: Client, name: str, address: str, rounds: int) -> None:
        taken, asked = [], []
        # Another number each time: counts are remembered by what is asked.
        fresh = "&number=0.{}" if address.startswith(reverse("issues:issue-counts")) else ""
        for at in range(rounds + WARM):
            begun = perf_counter()
            with listening() as heard:
                response = client.get(address + fresh.format(at))
            if at >= WARM:
                taken.append((perf_counter() - begun) * 1000)
                asked.append(heard.seconds * 1000)
        if response.status_code != 200:
            raise CommandError(f"{name}: {response.status_code}")
        read = sorted({line.partition(":")[0] for line in scans(heard.statements)})
        told = f", reads all of {', '.join(read)}" if read else ""
        times = f"{min(taken):8.1f} {median(taken):8.1f} {min(asked):8.1f}"
        self.stdout.write(f"{name:34} {len(heard.statements):3} statements {times}{told}")


def pages(person: User) -> Iterator[tuple[str, str]]:
    """What is measured, as an account manager of many companies asks for it."""
    at = reverse("issues:issue-list")
    yield "queue, own participants", at
    everything = f"{at}?whose=all"
    yield "queue, all", everything
    for sort in ("opened", "-opened", "spoken", "-spoken"):
        yield f"queue, all, {sort}", f"{everything}&sort={sort}"
    middle = Issue.objects.still_open().order_by("opened_at")[500:501].values_list("ref", flat=True).first()
    if middle:
        yield "queue, a page in the middle", f"{everything}&sort=opened&after={middle}"
    for view in ("late", "today", "participant", "quiet", "unowned", "resolved", "ended", "any"):
        yield f"tab {view}", f"{everything}&view={view}"
    filters = [
        ("severity", 1),
        ("severity", 2),
        ("area", "settlement"),
        ("not_state", "waiting"),
        ("owner", person.ref),
    ]
    yield "three filters", f"{at}?{urlencode([*filters, ('whose', 'all')])}"
    for name, words in (("rare word", RARE), ("common word", COMMON), ("typo", "transfrmer"), ("number", "3000100")):
        yield f"queue, {name}", f"{everything}&view=any&{urlencode({'q': words})}"
        yield f"search, {name}", f"{reverse('search')}?{urlencode({'q': words, 'in': 'issues'})}"
    yield "palette, everything, common word", f"{reverse('search')}?{urlencode({'q': COMMON})}"
    yield "counts, nothing remembered", f"{reverse('issues:issue-counts')}?whose=all"
    yield "counts of own, nothing remembered", f"{reverse('issues:issue-counts')}?whose=mine"
    newest = Issue.objects.order_by("-opened_at").values_list("ref", flat=True).first()
    try:
        yield "issue page", reverse("issues:issue-detail", args=[newest])
    except NoReverseMatch:
        return
