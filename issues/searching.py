"""Searching issues: by what was said, typos forgiven, by numbers, and by company.

The staff's question is put once (`staff_question`): it tells the hits themselves while they are few, and that they
are many otherwise; a list then walks its own order and asks each row. So a rare word costs an index, a common one
about as many rows as the page shows.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField
from django.db import connection
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Now

from issues.models import DeskWords, ExternalReference, IssueWords
from issues.querysets.held import free
from issues.rules.numbers import references
from participants.querysets.searching import words_of
from portal.scoping.today import market_day
from portal.web import cached

FEW: Final = 1000
# For so many seconds.
COMMON_FOR: Final = 24 * 3600
COMPANIES: Final = 20
# What may be a number of another system: one word with a digit in it.
NUMBER: Final = re.compile(r"[\w./-]*\d[\w./-]*")
SHORTEST_NUMBER: Final = 3
DUNS: Final = 9

ASK: Final = """
WITH asked AS MATERIALIZED (SELECT issues_asked(%(words)s::text[], NULL) AS it)
SELECT asked.it::text, CASE WHEN NOT %(common)s THEN issues_found(asked.it, %(most)s) END,
  CASE WHEN %(by_company)s THEN (participants_found(%(words)s::text[]))[1:%(companies)s] END,
  ARRAY(
    (SELECT id FROM issues_issue WHERE ref = ANY (%(refs)s::text[]))
    UNION (SELECT issue_id FROM issues_externalreference WHERE number LIKE %(number)s LIMIT %(most)s)
    UNION (SELECT id FROM issues_issue WHERE statement_id <> '' AND statement_id LIKE %(number)s LIMIT %(most)s)
    UNION (SELECT id FROM issues_issue WHERE esi_id <> '' AND esi_id LIKE %(number)s LIMIT %(most)s)
  )
FROM asked
"""


class Asked(Func):
    """The question that words are to the database."""

    function = "issues_asked"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = SearchQueryField()


class Says(Func):
    """The condition "these words answer the question"."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Question:
    """`ids` are all issues that the words find, or None where they are more than a few; then `asked` is put to each.

    `numbered` are those one of whose numbers begins like it.
    """

    asked: str
    ids: tuple[int, ...] | None
    companies: tuple[int, ...]
    numbered: tuple[int, ...]


def staff_question(text: str, now: datetime) -> Question:
    """What the staff's words find, in one statement. Only keys come back: who may see which is the list's to say."""
    number = _number(text)
    # After a "#" stands a number and nothing else.
    words = [] if text.lstrip().startswith("#") else words_of(text)
    # An index names all issues that say a common word before it stops at a thousand of them, so it is asked once a
    # day; to put the question to each row of the list is right whether the words are still common or not.
    key = f"issues:common:{sha256(' '.join(words).encode()).hexdigest()}"
    common = bool(cached.read(key))
    told = {
        "words": words,
        "common": common,
        "most": FEW + 1,
        "companies": COMPANIES,
        # A number is a company's only where it is a whole DUNS; likeness of shorter ones takes long and says nothing.
        "by_company": not number or len(number) >= DUNS,
        "refs": references(number, market_day(now).year),
        "number": _beginning(number),
    }
    with connection.cursor() as cursor:
        cursor.execute(ASK, told)
        asked, ids, companies, numbered = cursor.fetchone()
    few = tuple(ids) if ids is not None and len(ids) <= FEW else None
    if few is None and not common:
        cached.write(key, True, COMMON_FOR)
    return Question(asked, few, tuple(companies or ()), tuple(numbered))


def found(rows: QuerySet, question: Question) -> QuerySet:
    """Those of the issues that the staff's question finds."""
    wanted = Q(pk__in=[*question.numbered, *(question.ids or ())])
    if question.companies:
        wanted |= Q(participant__in=question.companies)
    if question.ids is None:
        wanted |= Q(Exists(_of_row(DeskWords).filter(Says(F("said"), Value(question.asked)))))
    return rows.filter(wanted)


def found_by_participant(rows: QuerySet, text: str, participant_id: int, now: datetime) -> QuerySet:
    """Those of one participant's issues that its words find; the rows are narrowed to that participant first.

    Under the policies an index of texts cannot serve: its issues are few enough to be asked one by one. While an answer
    to one waits to leave, its words are among those of the issue, which is then found by its title.
    """
    words = Value(words_of(text), output_field=ArrayField(TextField()))
    said = Exists(_of_row(IssueWords).filter(Says(F("said"), Asked(words, Value(participant_id)))))
    rows = rows.filter(participant=participant_id)
    titled = Q(held_until__gt=Now(), title__icontains=text.strip())
    return rows.filter((Q(said) & free()) | titled | numbered(text, market_day(now).year))


def numbered(text: str, year: int) -> Q:
    """The condition "one of the issue's numbers begins like this": its reference, and those of other systems."""
    number = _number(text)
    wanted = Q(ref__in=references(number, year))
    if _beginning(number):
        elsewhere = ExternalReference.objects.filter(number__startswith=number)
        wanted |= Q(pk__in=elsewhere.order_by().values("issue"))
        wanted |= Q(~Q(statement_id=""), statement_id__startswith=number)
        wanted |= Q(~Q(esi_id=""), esi_id__startswith=number)
    return wanted


def _number(text: str) -> str:
    """The text where it may be a number, without the "#" before it; else nothing."""
    number = text.replace("\x00", "").strip().removeprefix("#")
    return number if NUMBER.fullmatch(number) else ""


def _beginning(number: str) -> str | None:
    """The pattern of everything that begins like the number; None for what is too short to tell anything."""
    if len(number) < SHORTEST_NUMBER:
        return None
    return number.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _of_row(model: Any) -> QuerySet:
    return model.objects.filter(issue=OuterRef("pk"))
