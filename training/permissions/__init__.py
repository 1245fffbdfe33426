"""Who may do what with training."""

from training.permissions.sessions import can_enroll, can_manage_training, can_withdraw

__all__ = ["can_enroll", "can_manage_training", "can_withdraw"]
