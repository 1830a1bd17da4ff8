"""Decisions as the public record shows them: from the frozen count, with what became of them since."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from ladder.governance.models import Challenge, Closing, Decision, Effect
from ladder.governance.queries.count_on_record import CountOnRecord, publicly, read_count


@dataclass(frozen=True, slots=True)
class DecisionOnRecord:
    """A decision with its count, its effects, what was brought against it, and earlier counts without quorum."""

    row: Decision
    count: CountOnRecord
    effects: tuple[Effect, ...]
    challenges: tuple[Challenge, ...]
    earlier: tuple[Closing, ...]

    @property
    def outcome(self) -> str:
        """The outcome in the reader's words."""
        return str(Closing.Outcome(self.count.outcome).label)


def read_decisions(rows: QuerySet[Decision]) -> list[DecisionOnRecord]:
    """These decisions with all that the record shows of them, in four queries."""
    return [on_record(row) for row in load_decisions(rows)]


def load_decisions(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """The rows with everything that `on_record` needs."""
    counts = Closing.objects.order_by("pk")
    rows = rows.select_related("body", "closing", "proposal", "proposal__meeting")
    return rows.prefetch_related("effects", "challenges", Prefetch("proposal__closings", queryset=counts))


def on_record(row: Decision) -> DecisionOnRecord:
    """One decision of which everything was loaded."""
    closings: Iterable[Closing] = row.proposal.closings.all()
    earlier = tuple(one for one in closings if one.pk < row.closing_id)
    count = publicly(read_count(row.closing), row.body)
    return DecisionOnRecord(row, count, tuple(row.effects.all()), tuple(row.challenges.all()), earlier)
