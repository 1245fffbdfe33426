"""What happens to attendance, tests and certificates, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("training.certificate.issued", "Certificate issued", icon="award")
verbs.register("training.certificate.revoked", "Certificate revoked", icon="badge-x")
verbs.register("training.trainingevidence.added", "Course proves a requirement", icon="link")
verbs.register("training.trainingevidence.ended", "Course proves a requirement no more", icon="unlink")
verbs.register("training.enrollment.attendance_marked", "Attendance marked", icon="user-check")
verbs.register("training.coursesession.code_made", "Check-in code made", icon="key-round")
verbs.register("training.enrollment.tested", "Test result entered", icon="file-check")
verbs.register("training.enrollment.result_struck", "Test result struck out", icon="file-x")
verbs.register("training.certificates.exported", "List of certificates exported", icon="download")
verbs.register("training.certificate.imported", "Completions imported", icon="file-up")
