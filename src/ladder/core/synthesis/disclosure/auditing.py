"""The audit of everything that was ever published of a round, before a release and by anybody after it (R6)."""

from collections import defaultdict
from collections.abc import Sequence

from ladder.core.synthesis.disclosure.asking import answer_all
from ladder.core.synthesis.disclosure.certificate import Certificate, Leak
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.mean_audit import audit_means
from ladder.core.synthesis.disclosure.people_audit import audit_people
from ladder.core.synthesis.disclosure.published import PublishedItem, PublishedRow, PublishedTables
from ladder.core.synthesis.disclosure.rows_audit import audit_rows, is_plain
from ladder.core.synthesis.disclosure.tables_audit import audit_item
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.rules import Rules

ByRelease = list[tuple[int, list[PublishedRow]]]


def audit(releases: Sequence[PublishedTables], rules: Rules) -> Certificate:
    """Find every count of too few people that follows from these releases together.

    `releases` are all releases of the round in order, the one to judge last; any tables will do, also such as carry
    exact counts, totals or the same cell several times. Items with nothing but our own banded rows are judged by the
    finite sets of counts that these allow, all others by whole numbers under linear statements.
    """
    frames = Frames.of(releases[-1].groups if releases else (), Terms.of(rules))
    items = rows_by_item(releases)
    means = means_by_item(releases)
    plain = {item: rows for item, rows in items.items() if is_plain(rows)}
    leaks: list[Leak] = []
    for item, rows in plain.items():
        leaks += audit_rows(item, rows, frames)
        leaks += audit_means(item, rows, means.get(item, []), frames)
    others = [audit_item(item, rows, means.get(item, []), frames) for item, rows in items.items() if item not in plain]
    leaks += [leak for found in answer_all(others) for leak in found]
    leaks.extend(audit_people(releases, frames))
    counted = {
        "releases": len(releases),
        "items": len(items),
        "rows": sum(len(release.rows) for release in releases),
        "rows_with_figures": sum(row.has_figures for release in releases for row in release.rows),
        "means": sum(each.equal_voice is not None for release in releases for each in release.items),
        "numbers_of_people": sum(len(release.people) for release in releases),
    }
    return Certificate(tuple(sorted(set(leaks), key=order)), counted, rules.digest)


def rows_by_item(releases: Sequence[PublishedTables]) -> dict[str, ByRelease]:
    """For every item the rows of each release that speaks of it."""
    found: dict[str, dict[int, list[PublishedRow]]] = defaultdict(lambda: defaultdict(list))
    for release in releases:
        for row in release.rows:
            found[row.item][release.number].append(row)
    return {item: sorted(rows.items()) for item, rows in found.items()}


def means_by_item(releases: Sequence[PublishedTables]) -> dict[str, list[tuple[int, PublishedItem]]]:
    """For every item what each release says of its mean."""
    found: dict[str, list[tuple[int, PublishedItem]]] = defaultdict(list)
    for release in releases:
        for each in release.items:
            if each.equal_voice is not None:
                found[each.item].append((release.number, each))
    return found


def order(leak: Leak) -> tuple[object, ...]:
    """Leaks in the order of the files."""
    return leak.release, leak.file, leak.line, leak.kind, leak.cell
