"""Who may do what with training and knowledge."""

from training.permissions.articles import (
    NO_WRITER,
    can_change_article,
    can_edit_version,
    can_look_after,
    can_own_articles,
    can_review_articles,
    can_review_version,
    can_write_articles,
)
from training.permissions.courses import can_edit_course, can_edit_path
from training.permissions.needs import (
    can_design,
    can_propose_need,
    can_propose_needs,
    can_review_outline,
    can_schedule_need,
    can_work_on_need,
)
from training.permissions.outcomes import (
    can_check_in,
    can_enter_results,
    can_evaluate,
    can_issue_certificates,
    can_record_outcome,
)
from training.permissions.reading import can_give_feedback, can_send_articles, can_take_quiz, can_use_articles
from training.permissions.sessions import (
    can_enroll,
    can_enroll_colleagues,
    can_enroll_people,
    can_manage_training,
    can_withdraw,
)

__all__ = [
    "NO_WRITER",
    "can_change_article",
    "can_design",
    "can_edit_course",
    "can_edit_path",
    "can_edit_version",
    "can_enroll",
    "can_give_feedback",
    "can_check_in",
    "can_enter_results",
    "can_evaluate",
    "can_issue_certificates",
    "can_enroll_colleagues",
    "can_enroll_people",
    "can_look_after",
    "can_manage_training",
    "can_own_articles",
    "can_propose_need",
    "can_propose_needs",
    "can_record_outcome",
    "can_review_articles",
    "can_review_outline",
    "can_review_version",
    "can_schedule_need",
    "can_send_articles",
    "can_take_quiz",
    "can_use_articles",
    "can_withdraw",
    "can_work_on_need",
    "can_write_articles",
]
