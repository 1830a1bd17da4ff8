"""Every table of whole numbers that fits published figures, found by counting through all of them: no solver, no theory."""

from itertools import product

KINDS = ("agree", "disagree", "passed")


def all_splits(most):
    """Every (agree, disagree, passed) of up to `most` people."""
    return [(a, d, p) for a in range(most + 1) for d in range(most + 1 - a) for p in range(most + 1 - a - d)]


def fits(row, counts, threshold):
    """Whether the people that a row sums up can have said this."""
    agree, disagree, passed = counts
    voices = agree + disagree + passed
    spans = ((row.voices, voices), (row.agree, agree), (row.disagree, disagree), (row.passed, passed))
    if any(span is not None and voices_out(span, count) for span, count in spans):
        return False
    if row.voices is None and row.state in {"hidden", "few", "silent", "withheld"}:
        low, high = {"silent": (0, 0), "few": (1, 2), "hidden": (3, threshold - 1), "withheld": (0, threshold - 1)}[
            row.state
        ]
        if not low <= voices <= high:
            return False
    return row.share is None or share_fits(row.share, agree, voices)


def voices_out(span, count):
    return count < span.low or (span.high is not None and count > span.high)


def share_fits(share, part, whole):
    percent = 100 * part / whole if whole else -1
    return share.low <= percent and (percent < share.high or (share.is_closed and percent <= share.high))


def tables(groups, rows, most, threshold=5):
    """Every assignment of a split to each group that fits all rows of one release."""
    choices = []
    for group in groups:
        own = [row for row in rows if row.group == group]
        choices.append([split for split in all_splits(most) if all(fits(row, split, threshold) for row in own)])
    joint = [row for row in rows if row.group not in groups]
    return [
        dict(zip(groups, table, strict=True))
        for table in product(*choices)
        if all(fits(row, summed(groups, table, row), threshold) for row in joint)
    ]


def summed(groups, table, row):
    members = groups if row.group == "*" else row.group.split("+")
    chosen = [split for group, split in zip(groups, table, strict=True) if group in members]
    return tuple(map(sum, zip(*chosen, strict=True)))


def spans_of(found, group):
    """Smallest and largest count of every kind, and of voices, for a group."""
    spans = {kind: [table[group][place] for table in found] for place, kind in enumerate(KINDS)}
    spans["voices"] = [sum(table[group]) for table in found]
    return {kind: (min(values), max(values)) for kind, values in spans.items()}


def grown(before, after):
    """Pairs of tables of two releases in which nobody left and nobody changed an answer."""
    return [
        (first, second)
        for first in before
        for second in after
        if all(x <= y for group in first for x, y in zip(first[group], second[group], strict=True))
    ]
