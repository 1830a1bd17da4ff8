"""Tables of the assessment room: what was found, on what evidence, how it was reviewed, and incidents."""

from ladder.assessment.models.evidence import (
    Evidence,
    EvidenceCheck,
    EvidenceMark,
    EvidenceUse,
    ImageFacts,
    StoredFile,
)
from ladder.assessment.models.judging import (
    Assessment,
    Circumstance,
    Determination,
    LevelSnapshot,
    SiteLevel,
    Withdrawal,
)
from ladder.assessment.models.monitoring import (
    Alert,
    DaySheet,
    Delivery,
    Follow,
    Incident,
    IncidentStep,
)
from ladder.assessment.models.review import (
    Appeal,
    AppealDecision,
    IndependenceDeclaration,
    OperatorStatement,
    Review,
    SecondReading,
)

__all__ = [
    "Alert",
    "Appeal",
    "AppealDecision",
    "Assessment",
    "Circumstance",
    "DaySheet",
    "Delivery",
    "Determination",
    "Evidence",
    "EvidenceCheck",
    "EvidenceMark",
    "EvidenceUse",
    "Follow",
    "ImageFacts",
    "Incident",
    "IncidentStep",
    "IndependenceDeclaration",
    "LevelSnapshot",
    "OperatorStatement",
    "Review",
    "SecondReading",
    "SiteLevel",
    "StoredFile",
    "Withdrawal",
]
