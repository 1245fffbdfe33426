"""Reads of the answers that articles were used in."""

from typing import Any, Self

from portal.lifecycle.rows import RowQuerySet


class ArticleUseQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """The desk's own."""
        return self.all() if user.is_staff and user.can("training.view") else self.none()

    def of_article(self, article: Any) -> Self:
        return self.filter(version__article=article)
