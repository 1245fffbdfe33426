"""What we teach and publish."""

from training.models.article import Article
from training.models.article_version import ArticleVersion, Citation
from training.models.course import Course, CourseVersion, LearningPath, LearningStep, Material, Recommendation
from training.models.enrollment import Enrollment, EnrollmentGroup, EnrollmentStep
from training.models.need import NeedEvidence, TrainingNeed
from training.models.session import CourseSession, SessionDay, SessionInstructor, SessionLink

__all__ = [
    "Article",
    "ArticleVersion",
    "Citation",
    "Course",
    "CourseSession",
    "CourseVersion",
    "Enrollment",
    "EnrollmentGroup",
    "EnrollmentStep",
    "LearningPath",
    "LearningStep",
    "Material",
    "NeedEvidence",
    "Recommendation",
    "SessionDay",
    "SessionInstructor",
    "SessionLink",
    "TrainingNeed",
]
