"""What messages and clocks of training are about, and the kinds of messages.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import MailChoice, Severity
from training.article_audiences import AUDIENCES, people_for
from training.models import Article, ArticleVersion

FOLDER: Final = "outbox/training"
OF_ARTICLES: Final = (
    ("submitted", "Article to review", Severity.NORMAL),
    ("returned", "Your article was returned", Severity.HIGH),
    ("approved", "Your article was approved", Severity.INFO),
    ("published", "Your article is published", Severity.INFO),
    ("handed_over", "Article handed over to you", Severity.NORMAL),
    ("archived", "Article archived", Severity.NORMAL),
    ("unhelpful", "An article did not help", Severity.NORMAL),
    ("review_ahead", "Article to look at again soon", Severity.NORMAL),
    ("review_due", "Article to look at again", Severity.NORMAL),
    ("review_late", "Review of an article overdue", Severity.HIGH),
    ("review_escalated", "Overdue review of an article escalated", Severity.HIGH),
)
# Looked at in the library's list; a mail for each would be too many.
QUIET: Final = frozenset({"submitted", "approved"})


def register() -> None:
    """Called when the app is ready."""
    subjects.register("training.article", _articles)
    audiences.register("training.article", people_for, words=AUDIENCES)
    for verb, label, severity in OF_ARTICLES:
        kinds.register(
            f"training.article.{verb}",
            label=label,
            severity=severity,
            audience="staff",
            template=f"{FOLDER}/article",
            default_mail=MailChoice.OFF if verb in QUIET else MailChoice.NOW,
        )


def _articles(user: Any) -> QuerySet[Article]:
    """With the owner, and why the version being worked on was returned; participants' users get no such message."""
    if not user.is_staff:
        return Article.objects.none()
    open_ = ArticleVersion.objects.open().filter(article=OuterRef("pk"))
    rows = Article.objects.visible_to(user).select_related("owner")
    return rows.annotate(returned_because=Subquery(open_.order_by().values("reason")[:1]))
