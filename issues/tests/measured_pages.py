"""Every face of the queue and the search, as an account manager of many companies asks for them."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from issues.models import Issue

RARE: Final = "transformer"
COMMON: Final = "reconciliation"


def pages(person: User) -> Iterator[tuple[str, str]]:
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
    yield "issue page", reverse("issues:issue-detail", args=[newest])
