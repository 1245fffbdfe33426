"""Writing articles and procedures: beginning one, working on its draft, giving a draft up.

A draft is a working paper: the trail tells that one began and what came of it, not each time it was saved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import MarketRole
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web import markdown
from training import permissions
from training.actions.article_rows import locked_article, locked_version, saved_by, take_over
from training.actions.quizzes import copy_quiz
from training.choices import ArticleKind, ArticleVersionState, Audience
from training.models import Article, ArticleVersion, Citation
from training.rules import citations, review_dates
from training.rules.article_moves import EDITABLE, MOVES

MOST_LETTERS: Final = 60_000
BEHIND: Final = "behind"
UNTITLED: Final = "Give it a title."
TOO_LONG: Final = f"The text is longer than {MOST_LETTERS:,} characters: divide it into several articles."
SAVED_ELSEWHERE: Final = (
    "Somebody saved this draft since you opened it. Your text is still here: compare it with the draft as it stands "
    "now, then save again."
)
NOT_EDITABLE: Final = "Only a draft, or what was returned, can be edited: take it back first."
OPEN_ALREADY: Final = "There is a version being worked on already: go on with that one."
ARCHIVED: Final = "This article is archived: restore it first."
NO_SUCH_ROLE: Final = "There is no such market role: {codes}."
NO_OWNER: Final = "Say who is the owner: somebody who writes articles at level II or above."
END_PASSED: Final = "Choose a day from tomorrow on, or none, for archiving it."


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says, as it came in; `cited` as people write sections down."""

    title: str
    summary: str = ""
    body: str = ""
    cited: str = ""


@transaction.atomic
def add_article(
    *,
    by: User,
    now: datetime,
    text: Text,
    kind: str = ArticleKind.ARTICLE,
    audience: str = Audience.STAFF,
    role_codes: Iterable[str] = (),
    owner: User | None = None,
    review_on: date | None = None,
    archive_on: date | None = None,
) -> Article:
    """Begin an article with its first draft; a procedure is the staff's own whatever audience was chosen.

    Whoever begins it owns it unless somebody else is named; it is looked at again after a year unless said otherwise.
    """
    permissions.can_write_articles(by).enforce()
    today = market_day(now)
    owner = _able_owner(owner, by)
    review_on = review_on or review_dates.usual(today)
    review_dates.require_review_date(review_on, today)
    fields, cited = _sound(text)
    article = Article(
        kind=kind,
        audience=Audience.STAFF if kind == ArticleKind.PROCEDURE else audience,
        role_codes=known_roles(role_codes),
        title=fields["title"],
        owner=owner,
        review_on=review_on,
        archive_on=sound_end(archive_on, today),
        changed_at=now,
        created_by=by,
    )
    require_shape(article, "kind", "audience", "title")
    article.save(force_insert=True)
    _write(article, 1, fields, cited, by=by, now=now)
    changes = {"title": ["", article.title], "audience": ["", article.get_audience_display()]}
    trail.record("training.article.added", of=article, by=by, at=now, changes=changes)
    return article


@transaction.atomic
def begin_version(*, article: Article, by: User, now: datetime) -> ArticleVersion:
    """A new draft that says what the published version says; that one stays until the new one takes its place."""
    article = locked_article(article)
    permissions.can_write_articles(by).enforce()
    if article.is_archived:
        raise Refused(ARCHIVED)
    if article.versions.open().exists():
        raise Refused(OPEN_ALREADY)
    version = write_again(article, article.versions.published().get(), by=by, now=now)
    changes = {"version": ["", str(version.number)]}
    trail.record("training.article.version_begun", of=article, by=by, at=now, changes=changes)
    return version


@transaction.atomic
def save_draft(*, version: ArticleVersion, revision: int, by: User, now: datetime, text: Text) -> ArticleVersion:
    """Save a draft as it was typed. Refused (code `behind`) where somebody else saved since `revision`."""
    version = locked_version(version)
    permissions.can_edit_version(by, version).enforce()
    if version.state not in EDITABLE:
        raise Refused(NOT_EDITABLE)
    if version.revision != revision:
        raise Refused(SAVED_ELSEWHERE, code=BEHIND)
    fields, cited = _sound(text)
    same = all(getattr(version, name) == value for name, value in fields.items())
    if same and cited == cited_by(version):
        return version
    version.apply(**fields, **saved_by(version, by, now=now))
    write_citations(version, cited)
    take_over(version.article, now=now)
    return version


@transaction.atomic
def discard_draft(*, version: ArticleVersion, by: User, now: datetime) -> ArticleVersion:
    """Give a draft up; what is published stays. The only version of an article is archived instead."""
    version = locked_version(version)
    permissions.can_edit_version(by, version).enforce()
    if not version.article.versions.published().exists():
        raise Refused("Nothing of this article is published: archive it instead.")
    MOVES.require(version.state, ArticleVersionState.DISCARDED)
    discard(version, now=now)
    take_over(version.article, now=now)
    changes = {"version": [str(version.number), ""]}
    trail.record("training.article.discarded", of=version.article, by=by, at=now, changes=changes)
    return version


def discard(version: ArticleVersion, *, now: datetime) -> None:
    """Call while holding the lock of article and version."""
    version.apply(state=ArticleVersionState.DISCARDED, reason="", publish_at=None, changed_at=now)


def write_again(article: Article, model: ArticleVersion, *, by: User, now: datetime) -> ArticleVersion:
    """A new draft with the words of another version; call while holding the article's lock."""
    last = article.versions.aggregate(last=Max("number"))["last"]
    fields = {name: getattr(model, name) for name in ("title", "summary", "body", "text")}
    version = _write(article, last + 1, fields, cited_by(model), by=by, now=now)
    copy_quiz(model, version)
    take_over(article, now=now)
    return version


def cited_by(version: ArticleVersion) -> tuple[citations.Cited, ...]:
    """What a version cites, in its order; one statement."""
    rows = version.citations.order_by("position", "id").values_list("document", "section")
    return tuple(citations.Cited(*row) for row in rows)


def known_roles(codes: Iterable[str]) -> list[str]:
    """The codes in the catalog's order; refused where one is unknown."""
    wanted = set(codes)
    found = list(MarketRole.objects.filter(code__in=wanted).order_by("order", "code").values_list("code", flat=True))
    if missing := wanted - set(found):
        raise Refused(NO_SUCH_ROLE.format(codes=", ".join(sorted(missing))[:80]))
    return found


def sound_end(archive_on: date | None, today: date) -> date | None:
    if archive_on is not None and archive_on <= today:
        raise Refused(END_PASSED)
    return archive_on


def _able_owner(owner: User | None, by: User) -> User:
    if owner is None:
        if not permissions.can_own_articles(by):
            raise Refused(NO_OWNER)
        return by
    if not permissions.can_own_articles(owner):
        raise Refused(NO_OWNER)
    return owner


def _sound(text: Text) -> tuple[dict[str, str], tuple[citations.Cited, ...]]:
    """Fit to be stored, with the plain words of the body beside it; a title says something."""
    body = text.body.replace("\r\n", "\n").strip("\n")
    if not (title := tidy(text.title)):
        raise Refused(UNTITLED)
    if len(body) > MOST_LETTERS:
        raise Refused(TOO_LONG)
    fields = {"title": title, "summary": tidy(text.summary), "body": body}
    require_shape(ArticleVersion(**fields), *fields)
    return fields | {"text": markdown.to_text(body)}, citations.read(text.cited)


def _write(
    article: Article, number: int, fields: dict[str, str], cited: Iterable[citations.Cited], *, by: User, now: datetime
) -> ArticleVersion:
    version = ArticleVersion(article=article, number=number, author=by, writer_ids=[by.pk], changed_at=now, **fields)
    version.save(force_insert=True)
    write_citations(version, cited)
    return version


def write_citations(version: ArticleVersion, cited: Iterable[citations.Cited]) -> None:
    """In the place of those before; call while holding the version's lock."""
    version.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(version=version, position=position, document=one.document, section=one.section)
        for position, one in enumerate(cited)
    )
