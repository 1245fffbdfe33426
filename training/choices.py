"""The fixed words of training: courses and sessions first, then the library."""

from django.db import models


class Format(models.TextChoices):
    """How a course is taught."""

    CLASSROOM = "classroom", "Classroom"
    ONLINE = "online", "Online"
    SELF_PACED = "self_paced", "Self-paced"


class CourseStatus(models.TextChoices):
    """What the operator's pages say of a course today."""

    CURRENT = "current", "Current"
    RECOMMENDED = "recommended", "On the older recommendations"
    HISTORIC = "historic", "Historic"
    ON_DEMAND = "on_demand", "On demand"


class Advice(models.TextChoices):
    """How strongly a course is advised for a market role."""

    REQUIRED = "required", "Required"
    RECOMMENDED = "recommended", "Recommended"
    USEFUL = "useful", "Useful"


class MaterialAudience(models.TextChoices):
    LEARNERS = "learners", "Everybody who may see the course"
    SEATED = "seated", "People with a seat"
    INSTRUCTORS = "instructors", "Instructors"


class SessionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    FINISHED = "finished", "Finished"
    CANCELED = "canceled", "Canceled"


class EnrollmentState(models.TextChoices):
    """Where a person stands with a session; only the operator's own code moves it."""

    REQUESTED = "requested", "Waiting for approval"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Seat offered"
    SEATED = "seated", "Enrolled"
    DECLINED = "declined", "Not approved"
    LAPSED = "lapsed", "Offer expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CANCELED = "canceled", "Session canceled"


class EnrolledAs(models.TextChoices):
    """Who entered a person."""

    SELF = "self", "The person"
    ADMINISTRATOR = "administrator", "The company's administrator"
    STAFF = "staff", "The operator"


class ArticleKind(models.TextChoices):
    """A procedure says how the operator's staff work; it is never shown to anybody else."""

    ARTICLE = "article", "Article"
    PROCEDURE = "procedure", "Procedure"


class Audience(models.TextChoices):
    """Who may read an article once it is published; each includes the ones below it."""

    PUBLIC = "public", "Everybody"
    PARTICIPANTS = "participants", "Participants"
    STAFF = "staff", "Staff only"


class ArticleState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class ArticleVersionState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved, publication scheduled"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"
    DISCARDED = "discarded", "Discarded"


class CitedDocument(models.TextChoices):
    """The market's documents whose sections are cited."""

    PROTOCOLS = "NP", "Nodal Protocols"
    OPERATING_GUIDE = "NOG", "Nodal Operating Guide"
    PLANNING_GUIDE = "PG", "Planning Guide"
    RETAIL_MARKET_GUIDE = "RMG", "Retail Market Guide"
    LOAD_PROFILING_GUIDE = "LPG", "Load Profiling Guide"
    COMMERCIAL_OPERATIONS_GUIDE = "COPMG", "Commercial Operations Market Guide"
    METERING_GUIDE = "SMOG", "Settlement Metering Operating Guide"
    VERIFIABLE_COST_MANUAL = "VCM", "Verifiable Cost Manual"


class NeedState(models.TextChoices):
    """Where a training need stands, from the first hint to its measured effect."""

    SUGGESTED = "suggested", "Suggested"
    OPEN = "open", "Accepted"
    OUTLINE = "outline", "Outline"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Ready to schedule"
    SCHEDULED = "scheduled", "Scheduled"
    HELD = "held", "Held"
    MEASURING = "measuring", "Effect to judge"
    CLOSED = "closed", "Closed"
    DISMISSED = "dismissed", "Dismissed"


class NeedOrigin(models.TextChoices):
    """Who or what noticed a training need."""

    PATTERN = "pattern", "Pattern of cases"
    FAILED_REQUIREMENT = "failed_requirement", "Failed requirements"
    ACCOUNT_MANAGER = "account_manager", "Account manager"


class CertificateSource(models.TextChoices):
    """How the operator knows that a course was completed."""

    SESSION = "session", "A session"
    SELF_PACED = "self_paced", "Taken alone"
    IMPORT = "import", "Another learning system"
