"""Who reads which article, by the queryset and by the database alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from portal.scoping import wall
from training.choices import ArticleKind, ArticleState, ArticleVersionState, Audience
from training.models import Article, ArticleVersion, Citation
from training.tests.article_factories import CitationFactory, DraftFactory, InReviewFactory, PublishedFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> dict[str, ArticleVersion]:
    """One of each: for everybody, for participants, for the staff; a draft; an archived one; a corrected one."""
    public = PublishedFactory(article__title="public")
    for_participants = PublishedFactory(article__title="participants", article__audience=Audience.PARTICIPANTS)
    staff = PublishedFactory(article__title="staff", article__audience=Audience.STAFF)
    draft = DraftFactory(article__title="draft")
    InReviewFactory(article__title="in review")
    archived = PublishedFactory(
        article__title="archived", article__state=ArticleState.ARCHIVED, article__archived_at=public.published_at
    )
    DraftFactory(article=public.article, number=3, title="public, corrected")
    old = DraftFactory(
        article=public.article,
        number=2,
        title="public, superseded",
        state=ArticleVersionState.SUPERSEDED,
        reviewer=public.reviewer,
        published_at=public.published_at,
    )
    for version in (public, for_participants, staff, draft, archived, old):
        CitationFactory(version=version)
    return {"public": public, "participants": for_participants, "staff": staff, "draft": draft}


def read_of(rows: object) -> set[str]:
    return set(rows.values_list("title", flat=True))


@pytest.mark.usefixtures("library")
def test_participants_read_only_what_is_published_for_them_whatever_is_forgotten(member: User) -> None:
    readable = {"public", "participants"}
    with wall.inside(member.acting_for):
        assert read_of(Article.objects.all()) == read_of(Article.objects.visible_to(member)) == readable
        assert read_of(ArticleVersion.objects.all()) == readable
        assert read_of(ArticleVersion.objects.visible_to(member)) == readable
        assert set(Citation.objects.values_list("version__title", flat=True)) == readable
    assert set(Citation.objects.visible_to(member).values_list("version__title", flat=True)) == readable


@pytest.mark.usefixtures("library")
def test_visitors_read_only_what_is_public(member: User) -> None:
    for visitor in (None, AnonymousUser()):
        assert read_of(Article.objects.visible_to(visitor)) == {"public"}
        assert read_of(ArticleVersion.objects.visible_to(visitor)) == {"public"}
    with wall.inside(wall.NOBODY):
        assert read_of(Article.objects.all()) == read_of(ArticleVersion.objects.all()) == {"public"}
    member.acting_for = wall.ActingFor(user_id=member.pk, participant_id=1, applying=True)
    assert read_of(Article.objects.visible_to(member)) == {"public"}


@pytest.mark.usefixtures("library")
def test_staff_read_drafts_and_procedures(specialist: User) -> None:
    assert Article.objects.visible_to(specialist).count() == Article.objects.count() == 6
    assert ArticleVersion.objects.visible_to(specialist).count() == 8


def test_participants_write_nothing(member: User, library: dict[str, ArticleVersion]) -> None:
    for model in (Article, ArticleVersion, Citation):
        with pytest.raises(ProgrammingError, match="permission denied"), wall.inside(member.acting_for):
            model.objects.update(created_at=library["public"].created_at)


def test_the_database_itself_refuses_what_no_action_may_write(library: dict[str, ArticleVersion]) -> None:
    public, draft = library["public"], library["draft"]
    with refused("article_procedure_of_staff"):
        Article.objects.filter(pk=public.article_id).update(kind=ArticleKind.PROCEDURE)
    with refused("article_version_reviewed_by_another"):
        ArticleVersion.objects.filter(pk=draft.pk).update(reviewer=draft.author, writer_ids=[])
    with refused("article_version_no_writer_reviews"):
        ArticleVersion.objects.filter(pk=draft.pk).update(reviewer=public.reviewer, writer_ids=[public.reviewer_id])
    with refused("article_version_published"):
        ArticleVersion.objects.filter(article=public.article, number=2).update(state=ArticleVersionState.PUBLISHED)
    with refused("article_version_open"):
        DraftFactory(article=public.article, number=4)
    with refused("citation_section"):
        CitationFactory(version=draft, section="section 16")


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """The block breaks the named constraint; the transaction stays usable."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield
