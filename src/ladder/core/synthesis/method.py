"""The name and version that every computed result carries, and those of the declared-group signals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """Which rules gave a result; each has its page in `docs/methods`."""

    name: str
    version: str


DECLARED_GROUPS = Method("declared-group-signals", "1")
