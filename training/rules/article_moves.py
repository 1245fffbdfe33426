"""From which state of a version which other may follow, and what the article's own state is then."""

from typing import Final

from portal.lifecycle.moves import Moves
from training.choices import ArticleState, ArticleVersionState

V = ArticleVersionState
A = ArticleState

# A published version is never edited: what changes is a new version, which takes its place when it is published.
MOVES: Final = Moves(
    {
        V.DRAFT: {V.IN_REVIEW, V.DISCARDED},
        V.RETURNED: {V.DRAFT, V.IN_REVIEW, V.DISCARDED},
        V.IN_REVIEW: {V.DRAFT, V.RETURNED, V.APPROVED, V.PUBLISHED, V.DISCARDED},
        V.APPROVED: {V.DRAFT, V.PUBLISHED, V.DISCARDED},
        V.PUBLISHED: {V.SUPERSEDED},
        V.SUPERSEDED: set(),
        V.DISCARDED: set(),
    }
)

# Ordered, because constraints and indexes of the database are made of them.
OPEN: Final = (V.DRAFT, V.IN_REVIEW, V.RETURNED, V.APPROVED)
CURRENT: Final = (*OPEN, V.PUBLISHED)
EDITABLE: Final = (V.DRAFT, V.RETURNED)
RECALLABLE: Final = (V.IN_REVIEW, V.APPROVED)
ONCE_PUBLISHED: Final = (V.PUBLISHED, V.SUPERSEDED)
JUDGED: Final = (V.RETURNED, V.APPROVED, V.PUBLISHED, V.SUPERSEDED)

_OF_OPEN: Final = {
    V.DRAFT: A.DRAFT,
    V.RETURNED: A.DRAFT,
    V.IN_REVIEW: A.IN_REVIEW,
    V.APPROVED: A.SCHEDULED,
}


def state_of_article(*, published: bool, open_state: str = "", archived: bool = False) -> ArticleState:
    """What an article is, told by its versions: a new draft of a published article leaves it published."""
    if archived:
        return A.ARCHIVED
    if published:
        return A.PUBLISHED
    return _OF_OPEN.get(open_state, A.DRAFT)
