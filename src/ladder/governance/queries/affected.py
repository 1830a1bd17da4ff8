"""Who may object to a decision or appeal against it: seats of its body, and organisations that it is about."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from ladder.accounts.models import User
from ladder.governance.access import tenures_of
from ladder.governance.models import Decision, Seat, Tenure
from ladder.governance.queries.conflicts import read_id, recusals_of
from ladder.registry.access import mandates_of
from ladder.registry.models import Organisation, SiteOperator


@dataclass(frozen=True, slots=True)
class Standpoint:
    """For whom somebody speaks: a seat of the body, or an organisation."""

    tenure: Tenure | None = None
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        """How a form names it."""
        if self.tenure is not None:
            return f"seat:{self.tenure.public_id}"
        return f"organisation:{self.organisation.public_id}" if self.organisation else ""


def standpoints_of(user: User, decision: Decision, on: date) -> list[Standpoint]:
    """For whom this person may challenge a decision on a day.

    A seat that takes positions in the body and has no interest in the proposal; and an organisation for which the
    person holds a mandate, where the organisation is a subject of the proposal or works, holds the title of or assesses
    a site that is.
    """
    recused = recusals_of(decision.proposal, on)
    seats = [
        Standpoint(tenure=one)
        for one in tenures_of(user, on)
        if one.seat.body_id == decision.body_id and one.seat.kind == Seat.Kind.VOTING and not recused.get(one.seat_id)
    ]
    return seats + [Standpoint(organisation=one) for one in affected_organisations(user, decision, on)]


def affected_organisations(user: User, decision: Decision, on: date) -> list[Organisation]:
    """The organisations of a person that a decision is about."""
    mine = {organisation for _role, organisation in mandates_of(user, on)}
    subjects = decision.proposal.subjects
    sites, named = keys_of(subjects, "site"), keys_of(subjects, "organisation")
    if not mine or not (sites or named):
        return []
    parts = SiteOperator.objects.filter(site__public_id__in=sites, starts_on__lte=on)
    at_sites = parts.filter(Q(ends_on=None) | Q(ends_on__gte=on)).values("organisation")
    rows = Organisation.objects.filter(pk__in=mine)
    return list(rows.filter(Q(public_id__in=named) | Q(pk__in=at_sites)))


def keys_of(subjects: list[str], kind: str) -> list[UUID]:
    """The public ids of the subjects of one kind; what is no id is left out."""
    return [key for subject in subjects if subject.startswith(f"{kind}:") and (key := read_id(subject))]
