"""The library as its readers see it: which articles, in which order, by which topics."""

from typing import Any, Final

from django.db.models import F, Func, QuerySet, TextField

from participants.models import Registration
from portal.lifecycle.refusals import Refused
from training.choices import ArticleKind, ArticleVersionState, CitedDocument
from training.models import Article, Citation
from training.querysets.article_search import by_roles
from training.rules.citations import read
from training.rules.protocol_chapters import chapter_name

ORDER: Final = ("-own", "-read_at", "-id")
PUBLISHED: Final = ArticleVersionState.PUBLISHED
BY_LIKENESS: Final = ("-similarity", "-own", "-id")


class Chapter(Func):
    """The first part of a section: "16" of "16.2.1" and of "16(1)"."""

    function = "substring"
    template = "%(function)s(%(expressions)s from '^[0-9]+[A-Z]?')"
    output_field = TextField()


def shelf(user: Any) -> QuerySet[Article]:
    """The published articles a person may read here; procedures are read at the desk."""
    return Article.objects.visible_to(user).filter(kind=ArticleKind.ARTICLE)


def roles_of(user: Any) -> list[str]:
    """The market roles of the company that a participant's user acts for; none for everybody else."""
    if not user.is_authenticated or user.is_staff or user.acting_for is None:
        return []
    rows = Registration.objects.visible_to(user).standing().order_by("role__order")
    return list(dict.fromkeys(rows.values_list("role__code", flat=True)))


def found(rows: QuerySet[Article], words: str, role_codes: list[str]) -> QuerySet[Article]:
    """What answers the words, or everything without any; what was written for the roles stands first."""
    return by_roles(rows.search(words) if words.strip() else rows.reading(), role_codes)


def topics(rows: QuerySet[Article]) -> list[tuple[str, str]]:
    """The chapters that the readable ones rest on, as keys of `about` and in words; one statement."""
    cited = Citation.objects.filter(version__state=PUBLISHED, version__article__in=rows.published())
    pairs = set(cited.annotate(chapter=Chapter(F("section"))).values_list("document", "chapter").distinct().order_by())
    protocols = sorted((one for document, one in pairs if document == CitedDocument.PROTOCOLS), key=_by_number)
    others = [document for document in CitedDocument if document != CitedDocument.PROTOCOLS]
    there = {document for document, _ in pairs}
    return [(f"NP-{one}", chapter_name(one)) for one in protocols] + [
        (str(document), str(document.label)) for document in others if document in there
    ]


def about(rows: QuerySet[Article], topic: str) -> QuerySet[Article]:
    """Those whose published version rests on a chapter of the Protocols ("NP-16") or on another document ("RMG")."""
    document, _, chapter = topic.partition("-")
    cited = Citation.objects.filter(version__state=PUBLISHED, document=document)
    if chapter:
        cited = cited.annotate(chapter=Chapter(F("section"))).filter(chapter=chapter)
    return rows.filter(pk__in=cited.values("version__article"))


def resting_on(rows: QuerySet[Article], section: str) -> QuerySet[Article]:
    """Those whose published version rests on a section, or a part of it, as somebody typed it."""
    try:
        wanted = read(section)
    except Refused:
        return rows.none()
    for one in wanted:
        cited = Citation.objects.of_section(one.section, one.document).filter(version__state=PUBLISHED)
        rows = rows.filter(pk__in=cited.values("version__article"))
    return rows


def _by_number(chapter: str) -> tuple[int, str]:
    digits = chapter.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (int(digits or 0), chapter)
