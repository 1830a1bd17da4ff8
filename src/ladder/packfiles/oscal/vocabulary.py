"""Words and patterns of OSCAL 1.2.1 that this package writes and judges by."""

import re
import uuid

OSCAL_VERSION = "1.2.1"
OSCAL_NAMESPACE = "http://csrc.nist.gov/ns/oscal"
# A name, not an address: properties of ours are told from OSCAL's own by it.
OUR_NAMESPACE = "urn:cobalt-ladder:oscal:1"
UUID_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, OUR_NAMESPACE)

CATALOG = "catalog"
PROFILE = "profile"
MAPPING = "mapping-collection"
RESULTS = "assessment-results"
OTHER_KINDS = ("assessment-plan", "component-definition", "plan-of-action-and-milestones", "system-security-plan")
KINDS = (CATALOG, PROFILE, MAPPING, RESULTS, *OTHER_KINDS)

# The relationship words of the mapping model; another namespace may define its own.
RELATIONSHIPS = frozenset(
    {
        "equivalent-to",
        "equal-to",
        "subset-of",
        "superset-of",
        "intersects-with",
        "no-relationship",
    }
)
# Words that the mapping model fixes for the keys of qualifiers and of provenance.
QUALIFIER_WORDS = {
    "subject": frozenset({"source", "target", "both"}),
    "predicate": frozenset({"has-requirement", "has-incompatibility"}),
    "category": frozenset({"restricted", "addressable", "blocked"}),
}
PROVENANCE_WORDS = {
    "method": frozenset({"human", "automation", "hybrid"}),
    "matching-rationale": frozenset({"syntactic", "semantic", "functional"}),
    "status": frozenset({"complete", "not-complete", "draft", "deprecated", "superseded"}),
}
ITEM_TYPES = frozenset({"control", "statement"})

TOKEN = re.compile(r"[^\W\d][\w.\-]*")
UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def is_token(value: object) -> bool:
    """Whether a value may stand as an OSCAL token: a letter or underscore, then letters, digits, dots, dashes."""
    return isinstance(value, str) and TOKEN.fullmatch(value) is not None


def is_uuid(value: object) -> bool:
    """Whether a value is a UUID of version 4 or 5, as OSCAL demands."""
    return isinstance(value, str) and UUID.fullmatch(value) is not None
