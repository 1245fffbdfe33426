"""What readers of articles may do beside reading, and who takes and sees quizzes."""

from typing import Any, Final

from participants.permissions.answers import holds
from portal.lifecycle.refusals import Allowed, Answer, Denied
from training.choices import ArticleVersionState
from training.models import ArticleVersion

SIGN_IN: Final = Denied("Sign in to say whether it helped.")
NO_COLLEAGUE: Final = "Only the operator's staff take quizzes."
NOT_OUT: Final = Denied("The quiz can be taken once its procedure is published.")


def can_give_feedback(user: Any) -> Answer:
    """Everybody who is signed in; strangers are not counted, because nobody could tell them apart."""
    return Allowed() if user.is_authenticated and user.is_active else SIGN_IN


def can_use_articles(user: Any) -> Answer:
    """Whether the person answers with articles."""
    return holds(user, "training.view", "Only the operator's staff answer with articles.")


def can_send_articles(user: Any) -> Answer:
    """Whether the person writes to participants at large; to which ones, the letter asks."""
    return holds(user, "participants.edit_assigned", "Only account managers and supervisors write to participants.")


def can_take_quiz(user: Any, version: ArticleVersion) -> Answer:
    """Any colleague, as often as wanted; of the version that holds."""
    answer = holds(user, "training.view", NO_COLLEAGUE)
    if answer and version.state != ArticleVersionState.PUBLISHED:
        return NOT_OUT
    return answer
