"""The procedures of changes as a table: what each form asks, who signs, how its day is found, what is owed afterwards.

Names, steps and time rules stand in the catalog of change procedures; here is what the portal does with each.
"""

from dataclasses import dataclass
from typing import Final

from participants.choices import NEVER_WITHOUT, ContactRoleKind

R = ContactRoleKind


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a form. `kind` says what is given and how it is checked (see `actions.change_values`)."""

    name: str
    label: str
    kind: str = "text"
    help: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed once a change is in effect: an obligation of the catalog, or a follow-up of the account manager.

    A follow-up is due so many days from the effective day, counted by `calendar` ("always": calendar days).
    """

    title: str
    days: int
    calendar: str = "ercot-business"
    obligation: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What changes. `holds` is the regulated role that passes on; `two_sign`: two different people must sign."""

    code: str
    label: str
    lead: str
    asks: tuple[Asked, ...]
    duties: tuple[Duty, ...] = ()
    holds: str = ""
    two_sign: bool = False
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """How one procedure of the catalog is gone about.

    `lead`: what the catalog's time rule is here: a "notice" before the effective day, a "limit" for reporting
    afterwards, or nothing. `reviewers` are codes of departments. `by_staff`: begun, and seen, by the staff only;
    `by_hand`: in effect once its steps are ticked. `milestones`: by what each step of the catalog ticks itself.
    """

    code: str
    topics: tuple[str, ...]
    reviewers: tuple[str, ...]
    icon: str
    lead: str = ""
    by_staff: bool = False
    by_hand: bool = False
    milestones: tuple[str, ...] = ()

    @property
    def chosen(self) -> bool:
        """Whether one form covers several topics, of which one chooses."""
        return len(self.topics) > 1


def _person(whose: str) -> tuple[Asked, ...]:
    return (
        Asked("name", f"Name of the new {whose}"),
        Asked("email", "E-mail", "email", "The person confirms with this address before the role begins."),
        Asked("phone", "Phone", "phone", required=False),
        Asked("title", "Job title", required=False),
    )


def _passing(code: str, role: str, whose: str, leaver: str, duties: tuple[Duty, ...] = ()) -> Topic:
    """A regulated role passes from one person to another."""
    label = R(role).label
    leaving = Asked("leaving", "Who leaves the role", "holder", leaver, required=role in NEVER_WITHOUT)
    return Topic(code, label, f"Somebody else becomes {whose}.", (leaving, *_person(whose)), duties, holds=role)


OWN_END: Final = "Loses the role, and the access to this portal, on the day the change takes effect."
ROLE_END: Final = "Loses the role on the day the change takes effect."

TOPICS: Final = {
    topic.code: topic
    for topic in (
        Topic(
            "name",
            "Company name",
            "The legal name as it stands with the Secretary of State.",
            (Asked("name", "New legal name"),),
            (Duty("Legal name on file: update the agreement and the system short names", 10),),
        ),
        Topic(
            "address",
            "Address and website",
            "Where the company receives mail, and where it is found.",
            (
                Asked("address", "Postal address", "long"),
                Asked("website", "Website", "url", required=False),
            ),
        ),
        _passing(
            "authorized_representative",
            R.AUTHORIZED_REPRESENTATIVE,
            "authorized representative",
            OWN_END,
            (Duty("Look through the other roles of the former authorized representative", 5),),
        ),  # fmt: skip
        _passing(
            "backup_representative",
            R.BACKUP_AUTHORIZED_REPRESENTATIVE,
            "backup authorized representative",
            "Loses the role on that day. Empty: nobody held it.",
        ),
        Topic(
            "ownership",
            "Ownership",
            "Who owns or controls the company. A new attestation is owed afterwards.",
            (
                Asked("owner", "Owner or parent company"),
                Asked("share", "Share and kind of control", help="For instance: 100 percent of the shares."),
            ),
            (Duty("New ownership attestation (Form 23-Q)", 10, obligation="OB-LSIPA"),),
        ),
        Topic(
            "fiscal_year",
            "Fiscal year",
            "The day on which the fiscal year ends. Financial statements are due by it.",
            (Asked("year_end", "Last day of the fiscal year", "year_end", "Month and day, for instance 06-30."),),
        ),
        Topic(
            "bank",
            "Bank account",
            "Where settlements are paid. Kept encrypted; afterwards only the last four digits are shown.",
            (
                Asked("holder", "Account holder"),
                Asked("bank", "Bank"),
                Asked("routing", "Routing number", "routing", "Nine digits."),
                Asked("account", "Account number", "account"),
            ),
            (Duty("Call back to check the new bank account with Treasury", 2),),
            two_sign=True,
        ),
        _passing(
            "security_administrator",
            R.SECURITY_ADMINISTRATOR,
            "user security administrator",
            ROLE_END,
            (Duty("Report the change: certificate revoked, certificate of the new administrator issued", 3, "always"),),
        ),  # fmt: skip
        Topic(
            "resource_qse",
            "QSE of a resource",
            "Another QSE represents a resource from the first operating day on.",
            (Asked("resource", "Resource", "resource"), Asked("qse", "DUNS of the new QSE", "qse")),
            (Duty("Check that the model load and the first operating day name the new QSE", 5),),
            acknowledged=True,
        ),
        Topic(
            "load_qse",
            "QSE of a load serving entity",
            "Another QSE represents the load from the effective operating day on.",
            (Asked("registration", "Registration", "load"), Asked("qse", "DUNS of the new QSE", "qse")),
            (Duty("Check the effective operating day with settlements", 5),),
            acknowledged=True,
        ),
        Topic(
            "representation_end",
            "End of a representation",
            "Your company stops representing a resource or a load.",
            (Asked("representation", "Representation", "representation"),),
            (Duty("See that the resource finds a new QSE or becomes an Emergency QSE", 5),),
        ),
        Topic(
            "role_added",
            "Another market role",
            "The company applies for a further registration. Its common block is reused.",
            (
                Asked("role", "Market role", "role"),
                Asked("duns", "DUNS or DUNS+4 of the registration", "duns", required=False),
                Asked("short_name", "Wanted short name", required=False),
            ),
            (Duty("Open the checklist of the new registration", 3),),
        ),
        Topic(
            "exit",
            "Voluntary exit",
            "One registration leaves the market and ends on that day.",
            (
                Asked("registration", "Registration", "registration"),
                Asked("moved", "Where customers and resources go", "long"),
            ),
            (Duty("After the exit: settled, certificates revoked, collateral released", 5),),
        ),
        Topic(
            "mass_transition",
            "Mass transition",
            "Customers of a retailer pass to other providers, by decision of the Commission or after a default.",
            (
                Asked("registration", "Registration", "load"),
                Asked("decision", "Decision or default", "long"),
            ),
            (Duty("Look back at the mass transition with Retail Operations", 10),),
        ),
    )
}

FORM_23E: Final = "CHG-NCI"
GUIDES: Final = {
    guide.code: guide
    for guide in (
        Guide(
            FORM_23E,
            ("authorized_representative", "backup_representative", "address", "ownership", "fiscal_year", "bank"),
            ("REG",),
            "file-pen",
            milestones=("signed", "confirmed", "approved", "in_effect"),
        ),
        Guide("CHG-NAME", ("name",), ("REG", "LEG"), "pen-line", lead="notice"),
        Guide("CHG-USA", ("security_administrator",), ("REG", "DCERT"), "key-round", lead="limit"),
        Guide("CHG-QSE-RE", ("resource_qse",), ("REG", "RI"), "zap", lead="notice"),
        Guide("CHG-QSE-LSE", ("load_qse",), ("REG", "RTL"), "plug"),
        Guide("CHG-TERM-QSE", ("representation_end",), ("REG", "RI"), "unlink", lead="notice"),
        Guide("CHG-ADD-ROLE", ("role_added",), ("REG",), "badge-plus"),
        Guide("CHG-EXIT", ("exit",), ("REG", "LEG"), "log-out", lead="notice"),
        Guide("CHG-MASS", ("mass_transition",), ("RTL", "REG"), "users-round", by_staff=True, by_hand=True),
    )
}


def signatures_needed(topics: list[str]) -> int:
    """How many different people must sign for the participant."""
    return 2 if any(TOPICS[code].two_sign for code in topics) else 1


def role_passing(topics: list[str]) -> list[Topic]:
    """The topics in which a regulated role passes on: the new person confirms."""
    return [TOPICS[code] for code in topics if TOPICS[code].holds]


def duties_of(topics: list[str]) -> list[Duty]:
    return [duty for code in topics for duty in TOPICS[code].duties]
