"""Recomputes a bundle: hashes, classes, the bands that may be published, rows that were carried, the certificate."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ladder.core.synthesis.disclosure.auditing import audit
from ladder.core.synthesis.disclosure.equal_voice import Statement
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.knowledge import is_banded, shown
from ladder.core.synthesis.disclosure.mean_audit import statements_by_item
from ladder.core.synthesis.disclosure.published import Place, PublishedItem, PublishedRow, PublishedTables
from ladder.core.synthesis.disclosure.shapes import reading_of
from ladder.core.synthesis.disclosure.summing_up import Mean, Test, allowed_bands, describe_item, voices_of
from ladder.core.synthesis.disclosure.terms import Terms, band_of
from ladder.core.synthesis.release.bundle import Bundle
from ladder.core.synthesis.release.faults import BundleFault
from ladder.core.synthesis.release.manifest import (
    CELLS,
    CERTIFICATE,
    ITEMS,
    MANIFEST,
    RULES,
    bundle_digest,
    earlier_name,
    listed_files,
    sha256,
)
from ladder.core.synthesis.rules import Rules

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Verification:
    """What was recomputed. `classes` are those of this release by item, as they follow from its rows."""

    faults: tuple[BundleFault, ...]
    classes: Mapping[str, tuple[str, ...]]
    digest: str

    @property
    def holds(self) -> bool:
        """Whether everything is as the bundle says."""
        return not self.faults

    def as_document(self) -> dict[str, object]:
        """The verification as JSON."""
        return {
            "verified": self.holds,
            "digest": self.digest,
            "classes": {item: list(words) for item, words in self.classes.items()},
            "faults": [fault.as_document() for fault in self.faults],
        }


def verify_bundle(bundle: Bundle) -> Verification:
    """Recompute all that a bundle says of itself, from its files alone; only their hashes where they cannot be read."""
    faults = [*bundle.faults, *file_faults(bundle), *chain_faults(bundle)]
    digest = bundle_digest(bundle.files) if MANIFEST in bundle.files else ""
    classes: dict[str, tuple[str, ...]] = {}
    if bundle.faults:
        return Verification(tuple(dict.fromkeys(faults)), classes, digest)
    for place, tables in enumerate(bundle.releases):
        again = Recomputed.of(tables, bundle.rules, bundle.releases[:place])
        faults += again.faults()
        if place:
            faults += carried_faults(bundle.releases[place - 1], tables)
        classes = {item: each.classes for item, each in again.items().items()}
    faults += certificate_faults(bundle)
    return Verification(tuple(dict.fromkeys(faults)), classes, digest)


def file_faults(bundle: Bundle) -> Iterator[BundleFault]:
    """Files that are missing, changed, or not listed."""
    if MANIFEST not in bundle.files:
        yield BundleFault(MANIFEST, 0, "", "this file is missing: without it nothing can be verified")
        return
    listed = listed_files(bundle.manifest)
    for name, (size, digest) in sorted(listed.items()):
        content = bundle.files.get(name)
        if content is None:
            yield BundleFault(name, 0, "", "this file is listed in the manifest and missing")
        elif len(content) != size or sha256(content) != digest:
            yield BundleFault(name, 0, "", "this file is not the one that the manifest lists: it was changed")
    for name in sorted(set(bundle.files) - set(listed) - {MANIFEST}):
        yield BundleFault(name, 0, "", "this file is not listed in the manifest: remove it")
    if RULES in bundle.files and bundle.manifest.get("rules_digest") != bundle.rules.digest:
        yield BundleFault(RULES, 0, "", "these are not the rules whose hash the manifest gives")


def chain_faults(bundle: Bundle) -> Iterator[BundleFault]:
    """Earlier releases that are missing, or are not those that were published."""
    said = bundle.manifest.get("earlier")
    entries = [each for each in said if isinstance(each, dict)] if isinstance(said, list) else []
    hashes = {each.get("number"): each.get("manifest_sha256") for each in entries}
    numbers = [tables.number for tables in bundle.releases]
    if numbers != list(range(1, len(numbers) + 1)) or sorted(map(str, hashes)) != sorted(map(str, numbers[:-1])):
        yield BundleFault(MANIFEST, 0, "earlier", "the earlier releases in it are not all those before this one")
    for number in numbers[:-1]:
        name = earlier_name(number, MANIFEST)
        content = bundle.files.get(name)
        if content is None or sha256(content) != hashes.get(number):
            yield BundleFault(name, 0, "", f"this is not the manifest of release {number} whose hash is given")
        rules = bundle.files.get(earlier_name(number, RULES))
        if rules != bundle.files.get(RULES):
            yield BundleFault(earlier_name(number, RULES), 0, "", "the rules are not those of this release")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """One release, worked out again from its rows."""

    tables: PublishedTables
    frames: Frames
    rules: Rules
    rows: Mapping[str, list[PublishedRow]]
    before: Mapping[str, list[Statement]]

    @classmethod
    def of(cls, tables: PublishedTables, rules: Rules, earlier: Sequence[PublishedTables]) -> "Recomputed":
        """Sort the rows by item; `earlier` are the releases before this one."""
        rows: dict[str, list[PublishedRow]] = defaultdict(list)
        for row in tables.rows:
            rows[row.item].append(row)
        frames = Frames.of(tables.groups, Terms.of(rules))
        return cls(tables, frames, rules, rows, statements_by_item(earlier, frames))

    def items(self) -> dict[str, PublishedItem]:
        """Every item as it follows from the rows, the published mean and the published test."""
        return {each.item: self.again(each) for each in self.tables.items}

    def again(self, item: PublishedItem) -> PublishedItem:
        """One item."""
        rows = self.rows.get(item.item, [])
        readable = all(is_banded(row) for row in shown(rows))
        mean = Mean(item.equal_voice, item.side) if item.equal_voice and shown(rows) and readable else None
        return describe_item(item.item, rows, mean, Test(item.divergent, item.tested_in), self.frames, self.rules)

    def faults(self) -> Iterator[BundleFault]:
        """Where the release is not what follows from its own rows."""
        for row in self.tables.rows:
            problem = self.problem_of(row)
            if problem:
                yield BundleFault(row.place.file or CELLS, row.place.line, "", problem)
        for item in self.tables.items:
            yield from self.item_faults(item)
        for name in sorted(set(self.rows) - {item.item for item in self.tables.items}):
            yield BundleFault(ITEMS, 0, "item", f"{name} has rows and is not listed")

    def problem_of(self, row: PublishedRow) -> str:
        """What of a row could not have been published by these rules; empty where all could."""
        if not row.has_figures:
            return ""
        if row.voices is None or row.gender or any(each is not None for each in (row.agree, row.disagree, row.passed)):
            return "a row of a release says voices, share and lean of everybody in it, and no counts"
        threshold = self.frames.threshold(row.members)
        band = band_of(row.voices.low, threshold) if row.voices.low >= threshold else None
        if band != (row.voices.low, row.voices.high):
            return f"{row.voices} voices is not one of the bands from {threshold}"
        shape = self.frames.shape(
            row.group, row.voices, row.heard, is_discounted=row.is_discounted, is_new=row.is_first
        )
        reading = reading_of(shape, self.frames.terms)
        if reading is None or row.lean not in reading.words:
            return f"a row of this size may not say {row.lean or 'no lean'}"
        if row.share not in reading.shares[row.lean]:
            return f"a row of this size that leans so may not say {row.share}"
        return ""

    def item_faults(self, item: PublishedItem) -> Iterator[BundleFault]:
        """Where an item is not what follows from its rows."""
        file, line = item.place.file or ITEMS, item.place.line
        rows = self.rows.get(item.item, [])
        members = sorted(member for row in rows for member in row.members)
        if members != sorted(self.frames.groups):
            yield BundleFault(file, line, "item", f"{item.item} does not have every group in exactly one row")
        again = self.again(item)
        for column, said, found in (
            ("classes", item.classes, again.classes),
            ("stable", item.is_stable, again.is_stable),
            ("objectors", item.objectors, again.objectors),
            ("not_heard", item.not_heard, again.not_heard),
        ):
            if said != found:
                problem = f"{item.item}: {text(said)} is said, {text(found)} follows from the rows"
                yield BundleFault(file, line, column, problem)
        if all(is_banded(row) for row in shown(rows)):
            yield from self.mean_faults(item, rows, file, line)

    def mean_faults(self, item: PublishedItem, rows: list[PublishedRow], file: str, line: int) -> Iterator[BundleFault]:
        """Whether the mean stands in one of the bands that the rows allow."""
        allowed = allowed_bands(rows, self.frames, self.rules, self.before.get(item.item, ())) if shown(rows) else ()
        side = voices_of(rows, self.frames).side
        if (item.equal_voice is None) != (not allowed) or (
            allowed and (item.equal_voice not in allowed or item.side != side)
        ):
            yield BundleFault(
                file, line, "equal_voice", f"{item.item}: the mean is not one of the bands that the rows allow"
            )


def carried_faults(before: PublishedTables, after: PublishedTables) -> Iterator[BundleFault]:
    """Rows that say they did not change since an earlier release, and did; or were split or joined."""
    old = {(row.item, row.group): row for row in before.rows}
    for row in after.rows:
        last = old.get((row.item, row.group))
        if not row.has_figures or row.since == after.number:
            continue
        if last is None or replace(last, place=NOWHERE) != replace(row, place=NOWHERE):
            yield BundleFault(
                row.place.file or CELLS, row.place.line, "since", "this row is not as it was in that release"
            )


def certificate_faults(bundle: Bundle) -> Iterator[BundleFault]:
    """Whether the certificate is the one that the auditor gives."""
    if CERTIFICATE not in bundle.files:
        yield BundleFault(CERTIFICATE, 0, "", "this file is missing: the release was not audited")
        return
    found = audit(bundle.releases, bundle.rules)
    if not found.is_certified:
        yield BundleFault(CERTIFICATE, 0, "", f"the auditor finds {len(found.leaks)} leaks: see ladder release audit")
    elif bundle.certificate != found.as_document():
        yield BundleFault(CERTIFICATE, 0, "", "this is not the certificate that the auditor gives")


def text(value: object) -> str:
    """A value in words."""
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "nothing"
    return "yes" if value is True else "no" if value is False else str(value)
