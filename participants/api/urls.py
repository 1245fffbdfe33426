"""The nouns of participants under /api/v1/; imported when the app is ready."""

from participants.api.access_reviews import AccessReviewLineViewSet, AccessReviewViewSet
from participants.api.affiliations import AffiliationViewSet, RelationshipsApiView
from participants.api.applications import ApplicationViewSet
from participants.api.assignments import AssignmentViewSet
from participants.api.block_versions import BlockVersionViewSet, VersionDecisionViewSet
from participants.api.campaigns import CampaignViewSet
from participants.api.catalogs import MarketRoleViewSet
from participants.api.changes import AcknowledgmentViewSet, BankAccountViewSet, ChangeViewSet
from participants.api.checklist_items import ChecklistItemViewSet
from participants.api.checklists import ChecklistViewSet
from participants.api.contacts import ContactRoleViewSet, ContactViewSet
from participants.api.disclosures import DisclosureViewSet
from participants.api.follow_ups import FollowUpViewSet
from participants.api.hand_overs import (
    CoverageGapViewSet,
    HandOverLineViewSet,
    HandOverNoteViewSet,
    HandOverViewSet,
)
from participants.api.health import HealthMeasureViewSet, RelationshipHealthViewSet
from participants.api.interactions import InteractionViewSet
from participants.api.item_evidence import ItemEvidenceViewSet
from participants.api.meetings import MeetingViewSet
from participants.api.memberships import AgencyViewSet, MembershipViewSet
from participants.api.obligations import ObligationViewSet
from participants.api.official_letters import OfficialLetterViewSet
from participants.api.participants import ParticipantViewSet
from participants.api.plan_lines import (
    PlanMilestoneViewSet,
    PlanObjectiveViewSet,
    PlanRiskViewSet,
    PlanStakeholderViewSet,
)
from participants.api.plan_tasks import PlanTaskViewSet
from participants.api.plans import PlanReviewViewSet, PlanVersionViewSet, PlanViewSet
from participants.api.protection_classes import ProtectionClassViewSet
from participants.api.reference_catalogs import (
    ChangeProcedureViewSet,
    FormViewSet,
    LeadTimeViewSet,
    ObligationTypeViewSet,
    PlanTemplateViewSet,
    TestFlightViewSet,
)
from participants.api.registrations import RegistrationViewSet
from participants.api.requirements import RequirementViewSet
from participants.api.resources import RepresentationViewSet, ResourceViewSet
from participants.api.waivers import WaiverViewSet
from participants.api.worklist import WorklistSnoozeView, WorklistView, WorklistWakeView
from portal.rest import routers

routers.register("acknowledgments", AcknowledgmentViewSet)
routers.register("affiliations", AffiliationViewSet)
routers.register("agencies", AgencyViewSet)
routers.register("applications", ApplicationViewSet)
routers.register("assignments", AssignmentViewSet)
routers.register("block-versions", BlockVersionViewSet)
routers.register("campaigns", CampaignViewSet)
routers.register("bank-accounts", BankAccountViewSet)
routers.register("changes", ChangeViewSet)
routers.register("change-procedures", ChangeProcedureViewSet)
routers.register("plan-templates", PlanTemplateViewSet)
routers.register("checklist-items", ChecklistItemViewSet)
routers.register("checklists", ChecklistViewSet)
routers.register("contact-roles", ContactRoleViewSet)
routers.register("contacts", ContactViewSet)
routers.register("access-reviews", AccessReviewViewSet)
routers.register("access-review-lines", AccessReviewLineViewSet)
routers.register("disclosures", DisclosureViewSet)
routers.register("coverage-gaps", CoverageGapViewSet)
routers.register("follow-ups", FollowUpViewSet)
routers.register("forms", FormViewSet)
routers.register("interactions", InteractionViewSet)
routers.register("hand-overs", HandOverViewSet)
routers.register("hand-over-lines", HandOverLineViewSet)
routers.register("hand-over-notes", HandOverNoteViewSet)
routers.register("relationship-health", RelationshipHealthViewSet)
routers.register("health-measures", HealthMeasureViewSet)
routers.register("item-evidence", ItemEvidenceViewSet)
routers.register("lead-times", LeadTimeViewSet)
routers.register("protection-classes", ProtectionClassViewSet)
routers.register("market-roles", MarketRoleViewSet)
routers.register("meetings", MeetingViewSet)
routers.register("memberships", MembershipViewSet)
routers.register("obligations", ObligationViewSet)
routers.register("obligation-types", ObligationTypeViewSet)
routers.register("official-letters", OfficialLetterViewSet)
routers.register("participants", ParticipantViewSet)
routers.register("plan-milestones", PlanMilestoneViewSet)
routers.register("plan-objectives", PlanObjectiveViewSet)
routers.register("plan-reviews", PlanReviewViewSet)
routers.register("plan-risks", PlanRiskViewSet)
routers.register("plan-stakeholders", PlanStakeholderViewSet)
routers.register("plan-tasks", PlanTaskViewSet)
routers.register("plan-versions", PlanVersionViewSet)
routers.register("plans", PlanViewSet)
routers.register("registrations", RegistrationViewSet)
routers.register("representations", RepresentationViewSet)
routers.register("requirements", RequirementViewSet)
routers.register("resources", ResourceViewSet)
routers.register("test-flights", TestFlightViewSet)
routers.register("version-decisions", VersionDecisionViewSet)
routers.register("waivers", WaiverViewSet)
routers.register_view("relationships/", RelationshipsApiView, name="relationships-list")
routers.register_view("worklist/", WorklistView, name="worklist-list")
routers.register_view("worklist/<str:ref>/snooze/", WorklistSnoozeView, name="worklist-snooze")
routers.register_view("worklist/<str:ref>/wake/", WorklistWakeView, name="worklist-wake")
