"""The process that decodes: reads one order after another from its input, and may neither grow, dawdle nor write files.

Each order is a line of JSON with the number of bytes that follow it; so is each answer.
"""

import json
import resource
import sys
from typing import Any, BinaryIO

from ladder.assessment.images.faults import BROKEN, NOT_AN_IMAGE
from ladder.assessment.images.reading import see
from ladder.assessment.images.showing import show

MORE_MEMORY = 700 * 1024 * 1024
SECONDS_AN_IMAGE = 10


def work(orders: BinaryIO, answers: BinaryIO) -> None:
    """Until the input ends."""
    limit_memory()
    while line := orders.readline():
        order = json.loads(line)
        limit_time()
        told, content = obey(order, orders.read(order["bytes"]))
        answers.write(json.dumps(told | {"bytes": len(content)}).encode("ascii") + b"\n" + content)
        answers.flush()


def obey(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Look at an image, or make a copy to show."""
    if order["do"] == "see":
        return see(content).document(), b""
    try:
        return {"fault": ""}, show(content, blurred=order["blurred"], is_all_blurred=order["is_all_blurred"])
    except OSError:
        return {"fault": NOT_AN_IMAGE}, b""
    except Exception:  # noqa: BLE001 - a decoder may fail in any way on hostile bytes
        return {"fault": BROKEN}, b""


def limit_memory() -> None:
    """So much more than what the libraries took; no file may be written, no core dumped."""
    with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - not a file
        taken = int(told.read().split()[0]) * resource.getpagesize()
    for what, limit in (
        (resource.RLIMIT_AS, taken + MORE_MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (limit, limit))


def limit_time() -> None:
    """The kernel ends this process when one image takes longer."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS_AN_IMAGE
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    see(b"")  # what decoders load, they load before memory is limited
    work(sys.stdin.buffer, sys.stdout.buffer)
