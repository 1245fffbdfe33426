"""Made-up training in bulk, through the same constraints: for measuring, never for showing.

For each ten companies of the seed one session of sixteen seats (seven of ten in the past), every second of their people
in one session, a certificate for whoever was there, where there is a test for the three of four who passed it; for each
fifty companies one article. A thousand companies make 100 sessions, some 1,400 enrollments, some 900 certificates and
20 articles.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from accounts.models import User
from participants.actions.scale import managers
from participants.models import Contact
from portal.lifecycle.references import new_reference
from portal.scoping.today import market_day
from training.choices import (
    ArticleState,
    ArticleVersionState,
    Audience,
    CertificateSource,
    EnrolledAs,
    EnrollmentState,
    Format,
    SessionState,
)
from training.models import (
    Article,
    ArticleVersion,
    Attendance,
    Certificate,
    CertificateCount,
    Course,
    CourseSession,
    CourseVersion,
    Enrollment,
    EnrollmentStep,
    SessionDay,
    TestResult,
)
from training.rules.certificate_days import last_day
from training.rules.certificate_numbers import certificate_number
from training.rules.scores import passed

COMPANIES_A_SESSION: Final = 10
COMPANIES_AN_ARTICLE: Final = 50
SHARE: Final = 2  # one of so many people is in a session
SEATS: Final = 16
PAST, AHEAD = 350, 150  # days
LENGTH: Final = timedelta(hours=8)
PASSED: Final = 0.75
BATCH: Final = 2000
IN_ORDER: Final = (
    CourseSession,
    SessionDay,
    Enrollment,
    EnrollmentStep,
    Attendance,
    TestResult,
    Certificate,
    Article,
    ArticleVersion,
)
MATTERS: Final = ("Registering a resource", "Settlement disputes", "Switch holds", "Credit forms", "Outage entries")


def load_training(*, participants: int, seed: int, now: datetime) -> int:
    """Training of the companies that the same seed has made; returns the number of rows in all."""
    chance = random.Random(f"training of {seed}")  # noqa: S311 repeatable on purpose
    maker = Maker(chance, now, managers(chance))
    sessions = [maker.session(number) for number in range(max(1, participants // COMPANIES_A_SESSION))]
    people = Contact.objects.filter(email__contains=f"@c{seed}-").select_related("participant").order_by("id")
    maker.enter(people.iterator(chunk_size=BATCH), sessions)
    for number in range(participants // COMPANIES_AN_ARTICLE):
        maker.article(number)
    return maker.write()


class Maker:
    """Builds unsaved rows; every choice comes from one seeded source."""

    def __init__(self, chance: random.Random, now: datetime, people: Sequence[User]) -> None:
        self.chance, self.now, self.people = chance, now, people
        self.rows: dict[type, list[Any]] = {model: [] for model in IN_ORDER}
        versions = CourseVersion.objects.filter(course__in=Course.objects.offered()).select_related("course")
        versions = versions.order_by("course__code", "-number")
        self.versions = {row.course: row for row in versions if set(row.course.formats) - {Format.SELF_PACED}}
        self.courses: list[Course] = list(self.versions)
        self.counts = Counter(dict(CertificateCount.objects.values_list("year", "last")))

    def row(self, model: Any, **fields: Any) -> Any:
        """A row with a reference of its own, kept to be written."""
        return self.part(model, ref=new_reference(model.REF_PREFIX, self.chance), **fields)

    def part(self, model: Any, **fields: Any) -> Any:
        made = model(**fields)
        self.rows[model].append(made)
        return made

    def session(self, number: int) -> CourseSession:
        course = self.chance.choice(self.courses)
        begins = self.now + timedelta(days=self.chance.randrange(-PAST, AHEAD), hours=1)
        over = begins + LENGTH < self.now
        session = self.row(
            CourseSession,
            course=course,
            version=self.versions[course],
            format=self.chance.choice([one for one in course.formats if one != Format.SELF_PACED]),
            state=SessionState.FINISHED if over else SessionState.PUBLISHED,
            starts_at=begins,
            ends_at=begins + LENGTH,
            place=f"Room {number % 9 + 1}",
            seats=SEATS,
            published_at=begins - timedelta(days=60),
            ended_at=begins + LENGTH if over else None,
        )
        session.day = self.part(SessionDay, session=session, starts_at=begins, ends_at=begins + LENGTH)
        return session

    def enter(self, people: Iterable[Contact], sessions: Sequence[CourseSession]) -> None:
        """Every second person into one session: a seat while there is one, else the waiting list of what is ahead."""
        for contact in people:
            session = self.chance.choice(sessions)
            full, over = session.seats_taken == SEATS, session.state == SessionState.FINISHED
            if self.chance.randrange(SHARE) or (full and over):
                continue
            enrollment = self._enrollment(contact, session, full)
            if over:
                self._outcome(enrollment, session)

    def _enrollment(self, contact: Contact, session: CourseSession, full: bool) -> Enrollment:
        at, by = min(session.starts_at - timedelta(days=20), self.now), self.chance.choice(self.people)
        state = EnrollmentState.WAITING if full else EnrollmentState.SEATED
        session.seats_taken += not full
        session.waiting += full
        session.last_queued += full
        enrollment = self.row(
            Enrollment,
            session=session,
            participant=contact.participant,
            contact=contact,
            state=state,
            queued=session.last_queued if full else None,
            entered_by=by,
            entered_as=EnrolledAs.STAFF,
            entered_at=at,
            seated_at=None if full else at,
        )
        given = {"participant": contact.participant, "enrollment": enrollment}
        self.part(EnrollmentStep, state=state, at=at, by=by, reason="Entered by the staff.", **given)
        return enrollment

    def _outcome(self, enrollment: Enrollment, session: CourseSession) -> None:
        """Everybody was there; where there is a test, three of four passed it."""
        by, given = enrollment.entered_by, {"enrollment": enrollment, "participant": enrollment.participant}
        self.part(Attendance, day=session.day, present=True, marked_at=session.ends_at, marked_by=by, **given)
        course, percent = session.course, None
        if course.tested:
            low, high = (course.passing_percent, 101) if self.chance.random() < PASSED else (0, course.passing_percent)
            percent = Decimal(self.chance.randrange(low, high))
            self.row(
                TestResult,
                attempt=1,
                percent=percent,
                passing_percent=course.passing_percent,
                passed=passed(percent, course.passing_percent),
                taken_on=market_day(session.ends_at),
                entered_by=by,
                entered_at=session.ends_at,
                **given,
            )
        if percent is None or passed(percent, course.passing_percent):
            self._certificate(enrollment, session, percent)

    def _certificate(self, enrollment: Enrollment, session: CourseSession, percent: Decimal | None) -> None:
        """Numbered on from the last one of its year; without a paper."""
        day = market_day(session.ends_at)
        self.counts[day.year] += 1
        self.row(
            Certificate,
            number=certificate_number(day.year, self.counts[day.year], self.chance),
            participant=enrollment.participant,
            contact=enrollment.contact,
            course=session.course,
            version=session.version,
            enrollment=enrollment,
            source=CertificateSource.SESSION,
            holder_name=enrollment.contact.name,
            course_title=session.course.title,
            completed_on=day,
            issued_on=day,
            expires_on=last_day(day, session.course.validity_months),
            percent=percent,
            hours=session.course.ceh,
            issued_by=enrollment.entered_by,
        )

    def article(self, number: int) -> None:
        """Published by one person after another one's review."""
        author, reviewer = self.chance.sample(list(self.people), 2)
        at = self.now - timedelta(days=self.chance.randrange(1, PAST))
        title = f"{self.chance.choice(MATTERS)} {number + 1}"
        article = self.row(
            Article,
            audience=self.chance.choice(Audience.values),
            title=title,
            state=ArticleState.PUBLISHED,
            owner=author,
            review_on=market_day(at) + timedelta(days=365),
            changed_at=at,
            created_by=author,
        )
        text = f"{title}: what is wanted, by whom, and until when."
        self.row(
            ArticleVersion,
            article=article,
            number=1,
            title=title,
            summary=text,
            body=text,
            text=text,
            state=ArticleVersionState.PUBLISHED,
            author=author,
            writer_ids=[author.pk],
            reviewer=reviewer,
            changed_at=at,
            submitted_at=at,
            published_at=at,
        )

    def write(self) -> int:
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=BATCH)
        for year, last in self.counts.items():
            CertificateCount.objects.update_or_create(year=year, defaults={"last": last})
        return sum(len(rows) for rows in self.rows.values())
