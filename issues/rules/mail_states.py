"""Which mails still need somebody. Pure."""

from typing import Final

from issues.choices import MailState as S

# A person looks at these and decides.
TO_JUDGE: Final = (S.PENDING, S.QUARANTINED)
FINAL: Final = (S.FILED, S.OPENED, S.LETTER, S.ANSWERED, S.AUTOMATIC, S.NOTED, S.BOUNCE, S.DROPPED, S.DISCARDED)
# Their Message-IDs name the issue they lie in.
IN_AN_ISSUE: Final = (S.FILED, S.OPENED, S.AUTOMATIC)
