"""A bundle as it was read: this release and the earlier ones in it, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder.core.synthesis.disclosure.published import PublishedTables
from ladder.core.synthesis.release.about import Comment
from ladder.core.synthesis.release.faults import BundleFault
from ladder.core.synthesis.rules import Rules


@dataclass(frozen=True, slots=True)
class Bundle:
    """A release bundle.

    `releases` holds the tables of earlier releases, then those of this one. `manifest` is empty where there is none,
    `rules` are those of the bundle or, without any, the defaults. `names` gives groups and items their names. `unread`
    are files that are neither known nor listed.
    """

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    rules: Rules
    releases: tuple[PublishedTables, ...]
    comments: tuple[Comment, ...]
    names: Mapping[str, str]
    certificate: Mapping[str, Any]
    unread: tuple[str, ...]
    faults: tuple[BundleFault, ...]

    @property
    def tables(self) -> PublishedTables:
        """The tables of this release."""
        return self.releases[-1]
