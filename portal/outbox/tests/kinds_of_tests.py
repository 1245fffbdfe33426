"""Kinds of messages of each sort, for tests of what people choose."""

from portal.outbox.choices import MailChoice, Severity
from portal.outbox.kinds import Kind

NEWS = Kind("test.news", "News of a test", audience="both")
DUTY = Kind("test.duty", "Duty of a test", optional=False)
ALARM = Kind("test.alarm", "Alarm of a test", severity=Severity.CRITICAL, audience="both", optional=False)
COUNTED = Kind("test.counted", "Counts of a test", default_mail=MailChoice.WEEKLY, default_in_app=False)
LETTER = Kind("test.letter", "Account mail of a test", sealed=True, optional=False)
EVERY = {kind.code: kind for kind in (NEWS, DUTY, ALARM, COUNTED, LETTER)}
