"""Reads which participant belongs to which declared group: a person in the table who never voted is silent."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder.packfiles.faults import Fault
from ladder.packfiles.votes.findings import Findings, shown
from ladder.packfiles.votes.long_table import read_long_table

PARTICIPANT, GROUP = "participant", "group"
COLUMNS = (PARTICIPANT, GROUP)


@dataclass(frozen=True, slots=True)
class GroupsFile:
    """The group of every participant named, or the faults that keep all of it out."""

    group_of: Mapping[str, str]
    faults: tuple[Fault, ...]


def read_groups(name: str, content: bytes) -> GroupsFile:
    """The groups of a CSV file; `name` is what faults call it. The same row again is let pass."""
    findings = Findings(name)
    group_of: dict[str, str] = {}
    line_of: dict[str, int] = {}
    for line, cells in read_long_table(content, COLUMNS, findings):
        person, group = cells
        is_person, is_group = findings.check_name(line, PARTICIPANT, person), findings.check_name(line, GROUP, group)
        if not is_person or not is_group:
            continue
        if group_of.setdefault(person, group) == group:
            line_of.setdefault(person, line)
            continue
        values = {"participant": person, "value": group, "other": group_of[person]}
        told = (*((key, shown(value)) for key, value in values.items()), ("row", str(line_of[person])))
        findings.add(Fault(findings.at(line, GROUP), "votes.two_groups", GROUP, told))
    return GroupsFile({} if findings.kept else group_of, findings.all())
