"""What we teach and publish."""

from training.models.article import Article
from training.models.article_feedback import ArticleFeedback
from training.models.article_use import ArticleUse
from training.models.article_version import ArticleVersion, Citation
from training.models.certificate import Certificate, CertificateCount, TrainingEvidence
from training.models.course import Course, CourseVersion, LearningPath, LearningStep, Material, Recommendation
from training.models.coverage import TrainingCoverage
from training.models.enrollment import Enrollment, EnrollmentGroup, EnrollmentStep
from training.models.need import NeedEvidence, TrainingNeed
from training.models.outcome import Attendance, CheckInCode, CheckInTry, Evaluation, SeatToEvaluate, TestResult
from training.models.quiz import QuizAttempt, QuizQuestion
from training.models.session import CourseSession, SessionDay, SessionInstructor, SessionLink

__all__ = [
    "Article",
    "ArticleFeedback",
    "ArticleUse",
    "ArticleVersion",
    "Attendance",
    "Certificate",
    "CertificateCount",
    "CheckInCode",
    "CheckInTry",
    "Citation",
    "Course",
    "CourseSession",
    "CourseVersion",
    "Enrollment",
    "EnrollmentGroup",
    "EnrollmentStep",
    "Evaluation",
    "LearningPath",
    "LearningStep",
    "Material",
    "NeedEvidence",
    "QuizAttempt",
    "QuizQuestion",
    "Recommendation",
    "SeatToEvaluate",
    "SessionDay",
    "SessionInstructor",
    "SessionLink",
    "TestResult",
    "TrainingCoverage",
    "TrainingEvidence",
    "TrainingNeed",
]
