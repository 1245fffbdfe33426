"""Which items of a checklist a move of the registration asks for. Pure; the codes are those of the catalog.

The rules keep registering and qualifying apart: first who the company is and that it is bound (application, fee,
agreement, attestation), then what it can do (credit, certificates, connections, tests).
"""

from typing import Final

# The application form itself.
APPLICATION: Final = "COM-04"

# What makes up the registration: identity, application, fee, people who may sign, agreement, attestation, and who
# answers for certificates, from the common block; and the application and fee of each role. Everything else on a
# checklist is qualification and may still be open when a registration is approved.
REGISTRATION_PART: Final = frozenset(
    {
        "COM-02",
        "COM-03",
        APPLICATION,
        "COM-05",
        "COM-06",
        "COM-07",
        "COM-08",
        "COM-09",
        "QSE-01",
        "REP-02",
        "REP-03",
        "NOI-01",
        "RE-02",
        "TD-01",
        "CRR-01",
        "CRR-02",
        "IMR-01",
    }
)

# Items whose evidence is the certification letter itself: they wait for everything else, and the letter is issued
# while nothing but them is open.
LETTER_ITEMS: Final = frozenset({"COM-99", "QSE-90", "REP-14"})
