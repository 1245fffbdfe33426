"""Which of our tables keep what their rows were: people and their rights, teams, and what supervisors configure."""

from typing import Final

from accounts.models import (
    Absence,
    ApiToken,
    AuditRoom,
    AuditRoomParticipant,
    AuditRoomReader,
    Department,
    Expertise,
    LearningTemplate,
    LevelRights,
    Mentoring,
    ReportRule,
    ReportSchedule,
    RetentionRule,
    Shadowing,
    SignOff,
    Team,
    Topic,
    User,
)
from portal.audit import history
from portal.audit.history import Kept

# What a person chose for the own screen concerns nobody else.
OWN_SCREEN: Final = ("password", "last_login", "theme", "time_zone", "shortcuts", "list_columns")

KEPT: Final = (
    Kept(User, without=OWN_SCREEN, personal=("name", "email", "phone", "title")),
    Kept(LevelRights),
    Kept(Department),
    Kept(Team),
    Kept(Topic),
    Kept(Expertise, entries=True),
    Kept(SignOff),
    Kept(Absence, personal=("note",)),
    Kept(Mentoring),
    Kept(Shadowing),
    Kept(ApiToken, without=("digest", "token_key", "last_used_at")),
    Kept(AuditRoom),
    Kept(AuditRoomReader, part_of="room_id", entries=True),
    Kept(AuditRoomParticipant, part_of="room_id", entries=True),
    Kept(LearningTemplate),
    Kept(RetentionRule),
    Kept(ReportRule),
    Kept(ReportSchedule, without=("next_on", "next_at")),
    Kept(ReportSchedule.recipients.through, part_of="reportschedule_id", entries=True),
)


def register() -> None:
    history.register(KEPT)
