"""Runs the whole opinion analysis once on votes from a file, in a process of its own."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.description import describe_groups
from ladder.core.synthesis.opinion.gate import open_gate
from ladder.core.synthesis.opinion.grouping import find_opinion_groups


def peak_megabytes() -> float:
    """Peak of this program alone: on Linux `ru_maxrss` begins with what the parent had when it started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


votes = np.load(sys.argv[1])
rows, columns, values = votes["rows"], votes["columns"], votes["votes"]
shape = (int(rows.max()) + 1, int(columns.max()) + 1)
before = peak_megabytes()
began, began_processor = time.perf_counter(), time.process_time()
matrix = VoteMatrix.from_votes(rows, columns, values, shape)
found = find_opinion_groups(matrix, seed=42)
describe_groups(matrix, found)
seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
megabytes = peak_megabytes()
began = time.perf_counter()
open_gate(matrix, 42)
gate = time.perf_counter() - began
sizes = np.bincount(found.members + 1, minlength=1)[1:].tolist()
print(
    json.dumps(
        {
            "seconds": seconds,
            "processor": processor,
            "megabytes": megabytes,
            "before": before,
            "gate": gate,
            "groups": sizes,
            "reason": found.reason,
            "shuffles": found.gate.shuffles,
        }
    )
)
