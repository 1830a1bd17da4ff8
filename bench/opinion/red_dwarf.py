"""Runs the pipeline of red-dwarf once on votes from a file, in a process and an environment of its own."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
from reddwarf.implementations.base import run_pipeline


def peak_megabytes() -> float:
    """Peak of this program alone: on Linux `ru_maxrss` begins with what the parent had when it started this process."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


votes = np.load(sys.argv[1])
rows = [
    {"participant_id": int(p), "statement_id": int(s), "vote": int(v)}
    for p, s, v in zip(votes["rows"], votes["columns"], votes["votes"], strict=True)
]
began, began_processor = time.perf_counter(), time.process_time()
found = run_pipeline(votes=rows, random_state=42)
seconds, processor = time.perf_counter() - began, time.process_time() - began_processor
sizes = sorted(found.participants_df["cluster_id"].dropna().value_counts().tolist(), reverse=True)
megabytes = peak_megabytes()
print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": megabytes, "groups": sizes}))
