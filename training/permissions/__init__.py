"""Who may do what with training."""

from training.permissions.courses import can_edit_course, can_edit_path
from training.permissions.sessions import can_enroll, can_manage_training, can_withdraw

__all__ = ["can_edit_course", "can_edit_path", "can_enroll", "can_manage_training", "can_withdraw"]
