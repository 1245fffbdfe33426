"""The choices of training: formats, states and the ways people come to a session."""

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
