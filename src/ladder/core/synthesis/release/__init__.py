"""Release bundles: files from which anybody recomputes every class of a round, and audits what they tell."""

from ladder.core.synthesis.release.about import About, Comment
from ladder.core.synthesis.release.bundle import Bundle
from ladder.core.synthesis.release.faults import BundleFault
from ladder.core.synthesis.release.manifest import bundle_digest
from ladder.core.synthesis.release.reading import read_bundle
from ladder.core.synthesis.release.verifying import Verification, verify_bundle
from ladder.core.synthesis.release.writing import write_bundle

__all__ = [
    "About",
    "Bundle",
    "BundleFault",
    "Comment",
    "Verification",
    "bundle_digest",
    "read_bundle",
    "verify_bundle",
    "write_bundle",
]
