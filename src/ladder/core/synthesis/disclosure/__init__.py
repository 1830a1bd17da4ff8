"""Protection of the people behind published figures: what a release may say, and the audit of what releases tell."""

from ladder.core.synthesis.disclosure.auditing import audit
from ladder.core.synthesis.disclosure.certificate import Certificate, Leak
from ladder.core.synthesis.disclosure.private import (
    CellCount,
    EvidenceFaultError,
    FrozenRow,
    PeopleCount,
    PrivateEvidence,
    ProtectedRelease,
    ReleaseRefusedError,
)
from ladder.core.synthesis.disclosure.protecting import protect, public_groups
from ladder.core.synthesis.disclosure.published import (
    PublishedGroup,
    PublishedItem,
    PublishedPeople,
    PublishedRow,
    PublishedTables,
)

__all__ = [
    "CellCount",
    "Certificate",
    "EvidenceFaultError",
    "FrozenRow",
    "Leak",
    "PeopleCount",
    "PrivateEvidence",
    "ProtectedRelease",
    "PublishedGroup",
    "PublishedItem",
    "PublishedPeople",
    "PublishedRow",
    "PublishedTables",
    "ReleaseRefusedError",
    "audit",
    "protect",
    "public_groups",
]
