"""Tables as chance would fill them when nothing ties rows to columns and all totals stand."""

import numpy as np

from ladder.core.synthesis.matrix import Counts, Reals

SAME = 1e-12


def random_tables(rows: Counts, columns: Counts, times: int, chance: np.random.Generator) -> Counts:
    """Tables of shape times x rows x columns with these totals, as if labels were dealt out anew (hypergeometric)."""
    tables = np.zeros((times, len(rows), len(columns)), dtype=np.int64)
    left = np.broadcast_to(columns, (times, len(columns))).copy()
    for row, total in enumerate(rows[:-1]):
        wanted = np.full(times, total, dtype=np.int64)
        for column in range(len(columns) - 1):
            drawn = chance.hypergeometric(left[:, column], left[:, column + 1 :].sum(axis=1), wanted)
            tables[:, row, column] = drawn
            wanted -= drawn
        tables[:, row, -1] = wanted
        left -= tables[:, row]
    tables[:, -1] = left
    return tables


def association(tables: Counts) -> Reals:
    """Chi-square of each table over its people; rows and columns without anybody count nothing."""
    rows, columns = tables.sum(axis=2, keepdims=True), tables.sum(axis=1, keepdims=True)
    people = tables.sum(axis=(1, 2), keepdims=True)
    expected = rows * columns / np.maximum(people, 1)
    parts = np.divide((tables - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0)
    strengths: Reals = parts.sum(axis=(1, 2)) / np.maximum(people[:, 0, 0], 1)
    return strengths


def chance_of(table: Counts, times: int, chance: np.random.Generator) -> float:
    """P of an association at least as strong as that of a table, by (1 + tables that reach it) / (1 + tables)."""
    real = association(table[None])[0]
    found = association(random_tables(table.sum(axis=1), table.sum(axis=0), times, chance))
    return float((1 + np.count_nonzero(found >= real - SAME)) / (1 + times))
