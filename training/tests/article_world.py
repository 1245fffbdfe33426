"""An article in each state that an address needs, for the walks over all addresses."""

from datetime import datetime, timedelta

from accounts.models import User
from training.actions.article_reviews import approve_version, submit_for_review
from training.actions.articles import Text, add_article, begin_version
from training.models import Article


def articles_of(people: dict[str, User], now: datetime) -> dict[str, Article]:
    """By the names under which addresses call for them; the level II colleague owns and wrote all of them."""
    owner, reviewer = people["colleague"], people["supervisor"]

    def written(title: str) -> Article:
        text = Text(title, "In a few words", f"What {title} says.", "16.2.1")
        return add_article(by=owner, now=now, text=text, audience="participants")

    def submitted(article: Article) -> Article:
        submit_for_review(version=article.versions.open().get(), by=owner, now=now)
        return article

    def approved(article: Article, at: datetime | None = None) -> Article:
        approve_version(version=article.versions.open().get(), revision=1, by=reviewer, now=now, publish_at=at)
        return article

    published = approved(submitted(written("Published article")))
    begin_version(article=published, by=owner, now=now)
    approved(submitted(published))
    return {
        "article": Article.objects.get(pk=published.pk),
        "draft_article": written("Drafted article"),
        "waiting_article": submitted(written("Waiting article")),
        "scheduled_article": approved(submitted(written("Scheduled article")), now + timedelta(days=3)),
    }
