"""Takes back what a participant said: every wording of it goes, a mark without content stays (docs/adr/0010)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from ladder.audit.services import record
from ladder.consultation.models import Contribution, HeldAnswer, Participant, Round, Withdrawal
from ladder.consultation.services.traces import forget_traces

BATCH = 500


@transaction.atomic
def withdraw(*, participant: Participant, number: UUID, on: date) -> int:
    """Take back one contribution with everything that it superseded; how many wordings went, 0 where there is none.

    Possible as long as the participant has their code, also after the round: what was released before stays in the
    files that others hold, and the pages say so before.
    """
    locked = Participant.objects.select_for_update(of=("self", "round"), no_key=True)
    one = locked.select_related("round").get(pk=participant.pk)
    held = one.held_answers.filter(content__number=str(number)).first()
    mine = {row.number: row for row in one.contributions.select_related("superseded_by")}
    start = mine.get(number) if held is None else find_superseded(held, mine.values())
    chain = chain_of(start)
    numbers = {row.number for row in chain} | ({number} if held else set())
    if not numbers:
        return 0
    if held is not None:
        held.delete()
    Contribution.objects.filter(pk__in=[row.pk for row in chain]).delete()
    leave_marks(in_round=one.round, numbers=numbers, on=on)
    note(one.round, len(numbers))
    return len(numbers)


def find_superseded(held: HeldAnswer, mine: Iterable[Contribution]) -> Contribution | None:
    """What a waiting contribution would supersede."""
    content = held.content
    for row in mine:
        is_subject = (row.kind, row.item_id, row.question_id) == (content["kind"], content["item"], content["question"])
        is_current = not hasattr(row, "superseded_by")
        if is_current and (str(row.number) == content["changes"] if content["changes"] else is_subject):
            return row if row.kind != Contribution.Kind.COMMENT or content["changes"] else None
    return None


def chain_of(row: Contribution | None) -> list[Contribution]:
    """A contribution with all that it supersedes and all that supersede it."""
    if row is None:
        return []
    last = row
    while (later := Contribution.objects.filter(supersedes=last).first()) is not None:
        last = later
    chain = [last]
    while (earlier := chain[-1].supersedes) is not None:
        chain.append(earlier)
    return chain


def leave_marks(*, in_round: Round, numbers: Iterable[UUID], on: date) -> None:
    """Mark numbers as taken back, and forget what the database keeps of their words once all is stored."""
    marks = [Withdrawal(round=in_round, number=number, withdrawn_on=on) for number in numbers]
    Withdrawal.objects.bulk_create(marks, ignore_conflicts=True, batch_size=BATCH)
    transaction.on_commit(forget_traces)


def note(in_round: Round, wordings: int) -> None:
    """The entry in the log, which says how many and nothing else."""
    record(
        actor=None,
        action="consultation.contribution_withdrawn",
        target=f"round:{in_round.public_id}",
        detail={"wordings": wordings},
    )
