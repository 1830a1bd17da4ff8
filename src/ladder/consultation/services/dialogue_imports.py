"""Takes in what an online dialogue left behind: chat lines with consent, and counts of polls; nothing twice."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Contribution, Gathering, RoundGroup, RoundItem, Tally, Withdrawal
from ladder.consultation.services.registrations import lock
from ladder.consultation.tongues import NAMED, OTHER
from ladder.packfiles.dialogue_tables import ChatLine, DialogueTable, Known, PollLine, read_dialogue_table

Line = ChatLine | PollLine


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did: how many lines are new, and how many were here already or were taken back since."""

    table: DialogueTable
    new: int = 0
    known: int = 0


def import_dialogue_table(*, gathering: Gathering, name: str, content: bytes, actor: User, on: date) -> ImportOutcome:
    """Take in a chat or polls; a table at fault is refused whole, and the outcome has its faults.

    Each line gets its number from the dialogue and its own words, so that the same file again changes nothing, and a
    line that was taken back does not return.
    """
    groups = {row.group.key: row for row in gathering.round.groups.select_related("group")}
    items = {row.key: row for row in gathering.round.items.all()}
    known = Known(
        frozenset({*NAMED, OTHER}), frozenset(Contribution.Consent.values), frozenset(groups), frozenset(items)
    )
    table = read_dialogue_table(name, content, known)
    if table.faults:
        return ImportOutcome(table)
    return store(gathering, Importer(gathering, groups, items, actor, on), table)


@transaction.atomic
def store(gathering: Gathering, importer: "Importer", table: DialogueTable) -> ImportOutcome:
    """Store the lines that are new, in one act."""
    row = lock(gathering)
    numbered = dict(number_lines(row, table.lines))
    there = set(Contribution.objects.filter(number__in=numbered).values_list("number", flat=True))
    there |= set(Withdrawal.objects.filter(number__in=numbered).values_list("number", flat=True))
    fresh = {number: line for number, line in numbered.items() if number not in there}
    made = [importer.contribution(number, line) for number, line in fresh.items()]
    Contribution.objects.bulk_create(made, batch_size=500)
    tallies = [importer.tally(one, line) for one, line in zip(made, fresh.values(), strict=True)]
    Tally.objects.bulk_create([one for one in tallies if one is not None], batch_size=500)
    outcome = ImportOutcome(table, len(fresh), len(there))
    if fresh:
        detail = {"new": outcome.new, "known": outcome.known}
        target = f"gathering:{row.public_id}"
        audit.record(actor=importer.actor, action="consultation.dialogue_imported", target=target, detail=detail)
    return outcome


def number_lines(gathering: Gathering, lines: Iterable[Line]) -> Iterable[tuple[UUID, Line]]:
    """Each line under the number that it will always have; equal lines are told apart by their order."""
    seen: Counter[str] = Counter()
    for line in lines:
        words = json.dumps([type(line).__name__, asdict(line)], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(words.encode("utf-8")).hexdigest()
        seen[digest] += 1
        yield uuid5(gathering.public_id, f"{digest}:{seen[digest]}"), line


@dataclass(frozen=True, slots=True)
class Importer:
    """Turns lines into rows."""

    gathering: Gathering
    groups: dict[str, RoundGroup]
    items: dict[str, RoundItem]
    actor: User
    on: date

    def contribution(self, number: UUID, line: Line) -> Contribution:
        """The contribution of a line."""
        row = Contribution(
            number=number,
            round_id=self.gathering.round_id,
            channel=Contribution.Channel.DIALOGUE,
            gathering=self.gathering,
            group=self.groups.get(line.group),
            item=self.items.get(line.requirement),
            recorded_by=self.actor,
            received_on=self.on,
        )
        if isinstance(line, PollLine):
            row.kind, row.language = Contribution.Kind.TALLY, next(iter(self.gathering.languages), OTHER)
            return row
        row.kind, row.language, row.text, row.consent = line.kind, line.language, line.text, line.consent
        if line.kind == Contribution.Kind.COMMENT:
            row.comment_type = Contribution.CommentType.GENERAL
        return row

    def tally(self, contribution: Contribution, line: Line) -> Tally | None:
        """The counts of a poll; None for words."""
        if not isinstance(line, PollLine):
            return None
        as_written, with_change, cannot, unclear = line.counts
        return Tally(
            contribution=contribution,
            group=self.groups.get(line.group),
            as_written=as_written,
            with_change=with_change,
            cannot=cannot,
            unclear=unclear,
            is_secret=line.is_secret,
        )
