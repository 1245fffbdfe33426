"""Rows of the queue are put together by hand, so what people wrote must stay words."""

from datetime import UTC, datetime

from django.template import Context, Template

from accounts.models import User
from issues.models import Category, Issue
from issues.queue_columns import COLUMNS
from issues.templatetags.queue import CELLS
from participants.models import Participant

EVIL = '<b onclick="x">&\'</b>'


def test_every_column_shows_words_as_words_and_a_dash_where_there_are_none() -> None:
    assert list(CELLS) == list(COLUMNS)
    row = Issue(
        ref="IS-2026-00001", title=EVIL, area="settlement", severity=2, opened_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    row.participant, row.category, row.owner = Participant(name=EVIL), Category(name=EVIL), User(name=EVIL)
    row.clock = None
    text = "{% load queue %}{% queue_rows rows columns ticks=ticks ending=ending %}"
    given = {"rows": [row], "columns": list(COLUMNS), "ticks": True, "ending": "?queue=a%26b&c"}
    drawn = Template(text).render(Context(given))
    assert "<b" not in drawn
    assert "&lt;b onclick=&quot;x&quot;&gt;&amp;&#x27;&lt;/b&gt;" in drawn
    assert f'href="{row.get_absolute_url()}?queue=a%26b&amp;c"' in drawn
    for name in ("state", "area", "severity", "channel"):
        assert getattr(row, f"get_{name}_display")() in drawn
    assert drawn.count("<td") == len(COLUMNS) + 2
    row.owner = None
    assert "Nobody" in Template(text).render(Context(given | {"ticks": False}))
