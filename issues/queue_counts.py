"""How many issues stand in each tab, each saved view and the present one: at most a thousand is counted of any.

All in one statement, asked for once the page stands, and remembered for a short while.
"""

import hashlib
from typing import Any, Final

from accounts.models import User
from accounts.saved_lists import views_of
from issues import queue_tabs
from issues.queue import NOUN, Queue
from issues.rules.queue_filters import Wanted
from portal.web import cached
from portal.web.keyset import bounded_counts

SECONDS: Final = 30
HERE: Final = "here"
# Of so many saved views at most; each costs a part of the statement.
VIEWS: Final = 15


def counts(queue: Queue) -> dict[str, str]:
    """Words ("37", "1,000+") by tab, by reference of a saved view, and of the present view."""
    key = _key(queue)
    if (known := cached.read(key)) is not None:
        return known
    asked: dict[str, Any] = {tab.key: queue.narrowed(tab, Wanted()) for tab in queue_tabs.tabs() if tab.counted}
    for view in views_of(queue.user, NOUN)[:VIEWS]:
        saved = Queue.of_query(view.query, user=queue.user, now=queue.now, asked=queue.asked)
        if not saved.wanted.words:
            asked[view.ref] = saved.rows
    if queue.wanted:
        asked[HERE] = queue.rows
    found = bounded_counts(asked, beside=User.objects.filter(pk=queue.user.pk))
    found.setdefault(HERE, found.get(queue.tab.key, ""))
    cached.write(key, found, SECONDS)
    return found


def _key(queue: Queue) -> str:
    digest = hashlib.sha256(queue.query.encode()).hexdigest()[:32]
    return f"issues:counts:{queue.user.pk}:{digest}"
