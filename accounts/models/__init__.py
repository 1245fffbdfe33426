from accounts.models.absence import Absence
from accounts.models.api_token import ApiToken
from accounts.models.audit_room import AuditRoom, AuditRoomParticipant, AuditRoomReader
from accounts.models.calendar_feed import CalendarFeed
from accounts.models.department import Department, Team
from accounts.models.invitation import Invitation
from accounts.models.learning import LearningGoal, LearningPlan, LearningTemplate
from accounts.models.level_rights import LevelRights
from accounts.models.mentoring import Mentoring
from accounts.models.reporting import MarketFigures, ReportRule, ReportRun, ReportSchedule
from accounts.models.retention import RetentionRule
from accounts.models.saved_view import SavedView
from accounts.models.shadowing import Shadowing, ShadowingNote
from accounts.models.topic import Expertise, SignOff, Topic
from accounts.models.user import User

__all__ = [
    "Absence",
    "ApiToken",
    "AuditRoom",
    "AuditRoomParticipant",
    "AuditRoomReader",
    "CalendarFeed",
    "Department",
    "Expertise",
    "Invitation",
    "LearningGoal",
    "LearningPlan",
    "LearningTemplate",
    "LevelRights",
    "MarketFigures",
    "Mentoring",
    "ReportRule",
    "ReportRun",
    "ReportSchedule",
    "RetentionRule",
    "SavedView",
    "Shadowing",
    "ShadowingNote",
    "SignOff",
    "Team",
    "Topic",
    "User",
]
