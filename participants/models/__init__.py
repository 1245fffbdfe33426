from participants.models.access_review import AccessReview, AccessReviewLine
from participants.models.acknowledgment import Acknowledgment
from participants.models.affiliation import Affiliation
from participants.models.agency import Agency
from participants.models.application import Application
from participants.models.assignment import Assignment
from participants.models.bank_account import BankAccount
from participants.models.block_draft import BlockDraft
from participants.models.campaign import Campaign
from participants.models.change import Change
from participants.models.change_parts import (
    ChangeComment,
    ChangeDocument,
    ChangeField,
    ChangeNote,
    ChangeSignature,
    ChangeStep,
)
from participants.models.change_procedure import ChangeProcedure
from participants.models.checklist import (
    Checklist,
    ChecklistItem,
    ItemEvidence,
    ItemRound,
    ReviewNote,
    Waiver,
)
from participants.models.complexity import AcceptedMatch, Complexity
from participants.models.contact import Contact, ContactRole
from participants.models.counter_party import CounterParty
from participants.models.coverage_gap import CoverageGap
from participants.models.data_export import DataExport, DataExportContent
from participants.models.disclosure import Disclosure, DisclosureLine
from participants.models.disclosure_item import DisclosureItem
from participants.models.extension import ExtensionRequest
from participants.models.flight import TestFlight
from participants.models.follow_up import FollowUp
from participants.models.form import Form
from participants.models.glass_break import GlassBreak, GlassReview
from participants.models.handing_over import HandOver, HandOverLine, HandOverNote
from participants.models.health import Health, HealthDrop, HealthMeasure, HealthOverride, HealthScore
from participants.models.imports import ImportRow, ImportRun
from participants.models.interaction import Interaction, InteractionPerson
from participants.models.joining import Joining
from participants.models.last_contact import LastContact
from participants.models.lead_time import LeadTime
from participants.models.letter import Letter, LetterCopy
from participants.models.letter_parts import LetterReply, LetterReplyFile, LetterTemplate
from participants.models.market_role import MarketRole
from participants.models.meeting import Meeting, MeetingGuest
from participants.models.membership import Membership
from participants.models.obligation import Obligation, ObligationNote
from participants.models.obligation_round import ObligationEvidence, ObligationRound
from participants.models.obligation_type import ObligationType
from participants.models.official_letter import OfficialLetter
from participants.models.participant import Participant
from participants.models.plans import (
    AccountPlan,
    PlanDependency,
    PlanInside,
    PlanMilestone,
    PlanObjective,
    PlanProposal,
    PlanRemark,
    PlanReview,
    PlanRisk,
    PlanStakeholder,
    PlanStep,
    PlanTask,
    PlanTemplate,
    PlanVersion,
    ReviewPoint,
)
from participants.models.registration import Registration
from participants.models.release import FileRelease
from participants.models.representation import Representation
from participants.models.requirement import Requirement
from participants.models.requirement_block import BlockVersion, RequirementBlock
from participants.models.resource import Resource
from participants.models.signing_in import FactorPolicy, SignInAttempt, SignInConnection, SignInDomain, SignInIdentity
from participants.models.snooze import Snooze
from participants.models.version_decision import VersionDecision

__all__ = [
    "FactorPolicy",
    "SignInAttempt",
    "SignInConnection",
    "SignInDomain",
    "SignInIdentity",
    "FileRelease",
    "Disclosure",
    "DisclosureItem",
    "DisclosureLine",
    "DataExport",
    "DataExportContent",
    "AccessReview",
    "AccessReviewLine",
    "AcceptedMatch",
    "Complexity",
    "AccountPlan",
    "Affiliation",
    "Acknowledgment",
    "Agency",
    "Application",
    "Assignment",
    "BankAccount",
    "BlockDraft",
    "BlockVersion",
    "Campaign",
    "Change",
    "ChangeComment",
    "ChangeDocument",
    "ChangeField",
    "ChangeNote",
    "ChangeProcedure",
    "ChangeSignature",
    "ChangeStep",
    "Checklist",
    "ChecklistItem",
    "Contact",
    "ContactRole",
    "CounterParty",
    "CoverageGap",
    "ExtensionRequest",
    "FollowUp",
    "Form",
    "GlassBreak",
    "GlassReview",
    "HandOver",
    "HandOverLine",
    "HandOverNote",
    "Health",
    "HealthDrop",
    "HealthMeasure",
    "HealthOverride",
    "HealthScore",
    "ImportRow",
    "ImportRun",
    "Interaction",
    "InteractionPerson",
    "ItemEvidence",
    "ItemRound",
    "Joining",
    "LastContact",
    "LeadTime",
    "Letter",
    "LetterCopy",
    "LetterReply",
    "LetterReplyFile",
    "LetterTemplate",
    "MarketRole",
    "Meeting",
    "MeetingGuest",
    "Membership",
    "Obligation",
    "ObligationEvidence",
    "ObligationNote",
    "ObligationRound",
    "ObligationType",
    "OfficialLetter",
    "Participant",
    "PlanDependency",
    "PlanInside",
    "PlanMilestone",
    "PlanObjective",
    "PlanProposal",
    "PlanRemark",
    "PlanReview",
    "PlanRisk",
    "PlanStakeholder",
    "PlanStep",
    "PlanTask",
    "PlanTemplate",
    "PlanVersion",
    "Registration",
    "Representation",
    "Requirement",
    "RequirementBlock",
    "Resource",
    "ReviewNote",
    "ReviewPoint",
    "Snooze",
    "TestFlight",
    "VersionDecision",
    "Waiver",
]
