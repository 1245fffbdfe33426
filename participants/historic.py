"""Which of our tables keep what their rows were: companies, their people and rights, who looks after them, catalogs."""

from typing import Final

from participants.models import (
    Affiliation,
    Agency,
    Assignment,
    BankAccount,
    BlockVersion,
    ChangeProcedure,
    Complexity,
    Contact,
    ContactRole,
    CounterParty,
    Disclosure,
    DisclosureItem,
    DisclosureLine,
    FactorPolicy,
    FileRelease,
    Form,
    HealthMeasure,
    LeadTime,
    LetterTemplate,
    MarketRole,
    Membership,
    ObligationType,
    Participant,
    PlanTemplate,
    Registration,
    Requirement,
    RequirementBlock,
    SignInConnection,
    SignInDomain,
    SignInIdentity,
    TestFlight,
)
from portal.audit import history
from portal.audit.history import Kept

KEPT: Final = (
    Kept(Participant, without=("search_text",), whose="id"),
    Kept(Registration),
    Kept(Contact, personal=("name", "email", "phone", "title")),
    Kept(ContactRole, part_of="contact_id"),
    Kept(Membership),
    Kept(Membership.registrations.through, part_of="membership_id", entries=True),
    Kept(Agency),
    Kept(Agency.registrations.through, part_of="agency_id", entries=True),
    Kept(Assignment),
    Kept(Complexity),
    Kept(Affiliation),
    Kept(CounterParty),
    Kept(BankAccount, without=("sealed",)),
    Kept(FactorPolicy, without=("reminded_on",)),
    Kept(SignInConnection, without=("sealed_secret",), personal=("trial",)),
    Kept(SignInDomain, entries=True),
    Kept(SignInIdentity, without=("subject", "last_used_at"), entries=True),
    Kept(Disclosure),
    Kept(DisclosureLine, part_of="disclosure_id"),
    Kept(DisclosureItem, part_of="line_id", entries=True),
    Kept(FileRelease),
    Kept(MarketRole),
    Kept(RequirementBlock),
    Kept(BlockVersion, part_of="block_id"),
    Kept(Requirement, part_of="version_id"),
    Kept(Form),
    Kept(LeadTime),
    Kept(ObligationType),
    Kept(ChangeProcedure),
    Kept(TestFlight),
    Kept(PlanTemplate),
    Kept(LetterTemplate),
    Kept(HealthMeasure),
)


def register() -> None:
    history.register(KEPT)
