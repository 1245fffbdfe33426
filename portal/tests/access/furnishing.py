"""What every app puts into the world of the walks, in the order in which one thing leads to the next."""

from types import SimpleNamespace
from typing import Any

from portal.tests.access.access_reviews_world import furnish_access_reviews
from portal.tests.access.coaching_world import furnish_coaching
from portal.tests.access.contact_world import furnish_contact
from portal.tests.access.data_exports_world import furnish_data_exports
from portal.tests.access.disputes_world import furnish_disputes
from portal.tests.access.families_world import furnish_families
from portal.tests.access.guidance_world import furnish_guidance
from portal.tests.access.hand_overs_world import furnish_hand_overs
from portal.tests.access.health_world import furnish_health
from portal.tests.access.issue_conversation_world import furnish_conversation, replies
from portal.tests.access.issue_referrals_world import furnish_referrals
from portal.tests.access.issues_world import furnish_issues
from portal.tests.access.mail_world import furnish_mail
from portal.tests.access.outcomes_world import furnish_outcomes
from portal.tests.access.plan_signing_world import furnish_signing
from portal.tests.access.plans_world import furnish_plans
from portal.tests.access.protection_world import furnish_protection
from portal.tests.access.reports_world import furnish_reports
from portal.tests.access.rights_world import furnish_rights
from portal.tests.access.rooms_world import furnish_rooms
from portal.tests.access.sessions_world import furnish_sessions
from portal.tests.access.sign_in_world import furnish_sign_in
from portal.tests.access.working_world import furnish_working


def furnish_all(world: SimpleNamespace, *companies: SimpleNamespace) -> dict[str, Any]:
    """Give the companies rows of every noun. Returns what is nobody's own, by the name that addresses use."""
    people, now, supervisor = world.people, world.now, world.people["supervisor"]
    world.session = furnish_sessions(*companies, by=supervisor, now=now)
    nobodys = furnish_outcomes(*companies, now=now, by=people["coordinator"])
    furnish_issues(*companies, by=supervisor, now=now)
    furnish_conversation(*companies, now=now)
    furnish_plans(*companies, by=supervisor, now=now)
    furnish_signing(*companies, by=supervisor, now=now)
    nobodys |= furnish_working(*companies, now=now)
    nobodys |= furnish_disputes(*companies, by=supervisor, now=now) | furnish_mail(*companies)
    furnish_contact(*companies, now=now)
    nobodys |= furnish_guidance(*companies, people=people, now=now)
    nobodys |= furnish_referrals(*companies, people=people, now=now) | replies()
    furnish_coaching(*companies, by=supervisor, now=now)
    furnish_families(*companies, by=supervisor, now=now)
    furnish_hand_overs(*companies, receiver=people["colleague"], by=supervisor, now=now)
    furnish_access_reviews(*companies, now=now)
    furnish_data_exports(*companies, now=now)
    furnish_sign_in(*companies, now=now)
    nobodys |= furnish_protection(*companies, by=supervisor, now=now)
    nobodys |= furnish_health(*companies, by=supervisor, now=now)
    nobodys |= furnish_rights(people=people, now=now)
    nobodys |= furnish_reports(people["manager"], now=now)
    nobodys |= furnish_rooms(by=supervisor, now=now)
    return nobodys
