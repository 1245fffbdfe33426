"""Which of our tables keep what their rows were: what issues go by. Issues themselves tell their steps."""

from typing import Final

from issues.models import (
    Category,
    DisputeRule,
    DutyShift,
    MarkeTrakSubtype,
    PolicyVersion,
    ProtectedEntry,
    ReferralTime,
    ReviewCriterion,
    ReviewPolicy,
    SavedReply,
    ServicePolicy,
    ServiceTarget,
    WorkWeights,
)
from portal.audit import history
from portal.audit.history import Kept

KEPT: Final = (
    Kept(Category),
    Kept(DisputeRule),
    Kept(MarkeTrakSubtype),
    Kept(ReferralTime),
    Kept(ServicePolicy),
    Kept(PolicyVersion, part_of="policy_id"),
    Kept(ServiceTarget, part_of="version_id"),
    Kept(ReviewPolicy),
    Kept(ReviewCriterion),
    Kept(SavedReply),
    Kept(DutyShift),
    Kept(WorkWeights),
    Kept(ProtectedEntry),
)


def register() -> None:
    history.register(KEPT)
