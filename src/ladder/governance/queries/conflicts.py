"""Which seats may not take a position on a proposal, and why: what holders declared, and what the records know.

A later room adds what it knows of organisations (buyers, payees) with `register_ties`, in `AppConfig.ready`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.core.governance.conflicts import (
    DECLARED,
    DECLARED_SUBJECT,
    IS_SUBJECT,
    DeclaredInterest,
    SittingOrganisation,
    Tie,
    recusals,
)
from ladder.governance.access import tenures_in_force
from ladder.governance.models import Body, Interest, Proposal, Seat
from ladder.registry.models import SiteOperator

Ties = Callable[[Collection[str], date], Iterable[Tie]]
SITE = "site:"
_sources: dict[str, Ties] = {}
_words: dict[str, str | Promise] = {
    DECLARED: _("declared an interest in this proposal"),
    DECLARED_SUBJECT: _("declared an interest in what it is about"),
    IS_SUBJECT: _("the proposal is about this organisation"),
    SiteOperator.Part.OPERATOR.value: _("works the site that it is about"),
    SiteOperator.Part.TITLE_HOLDER.value: _("holds the title of the site that it is about"),
    SiteOperator.Part.ASSESSOR.value: _("assesses the site that it is about"),
}


def register_ties(source: Ties, words: Mapping[str, str | Promise]) -> None:
    """Add what a room knows of organisations and subjects, with the words of its kinds of ties.

    The source is given subjects (`kind:public id`) and a day, and answers with ties of that day, in constant queries.
    """
    _sources[f"{source.__module__}.{source.__qualname__}"] = source
    _words.update(words)


def say_reason(key: str) -> str:
    """Why a seat is recused, in the reader's language; a key without words is shown as it is."""
    return str(_words.get(key, key))


def recusals_of(proposal: Proposal, on: date) -> dict[int, str]:
    """Why seats may not take a position on a proposal on a day: reason keys by primary key of the seat."""
    return recusals_of_all([proposal], on)[proposal.pk]


def recusals_of_all(proposals: Sequence[Proposal], on: date) -> dict[int, dict[int, str]]:
    """The same for many proposals, by primary key, in as many queries as for one."""
    held = tenures_in_force(on).filter(seat__body__in=[one.body_id for one in proposals], seat__kind=Seat.Kind.VOTING)
    seats: dict[int, list[SittingOrganisation]] = {}
    for tenure in held:
        sitting = SittingOrganisation(tenure.seat_id, f"organisation:{tenure.organisation.public_id}")
        seats.setdefault(tenure.seat.body_id, []).append(sitting)
    subjects = {one.pk: subjects_of(one) for one in proposals}
    every = frozenset().union(*subjects.values())
    ties = [tie for key in sorted(_sources) for tie in _sources[key](every, on)] if every else []
    interests = list(declared(proposals, on))
    found = {}
    for one in proposals:
        biased = recusals(seats.get(one.body_id, []), subjects[one.pk], interests_in(interests, one), ties)
        found[one.pk] = {int(seat): reason for seat, reason in biased.items()}
    return found


def interests_in(interests: Iterable[Interest], proposal: Proposal) -> list[DeclaredInterest]:
    """Of declared interests, those in this proposal or in a subject, of those who sit in its body."""
    return [
        DeclaredInterest(one.tenure.seat_id, one.subject)
        for one in interests
        if one.tenure.seat.body_id == proposal.body_id and one.proposal_id in {None, proposal.pk}
    ]


def subjects_of(proposal: Proposal) -> frozenset[str]:
    """What a proposal is about, as far as it may bias: those who work a site are not biased in the committee of it."""
    body = proposal.body
    own = {f"{SITE}{body.site.public_id}"} if body.kind == Body.Kind.SITE and body.site else set()
    return frozenset(proposal.subjects) - own


def declared(proposals: Sequence[Proposal], on: date) -> QuerySet[Interest]:
    """Interests that count on a day: in one of these proposals, or in a subject of those who sit in their bodies."""
    rows = interests_in_force(on).filter(tenure__seat__body__in=[one.body_id for one in proposals])
    rows = rows.filter(Q(proposal__in=proposals) | Q(proposal=None))
    return rows.select_related("tenure__seat")


def interests_in_force(on: date) -> QuerySet[Interest]:
    """Interests declared up to a day, not ended before it, of tenures that run on that day."""
    rows = Interest.objects.filter(declared_on__lte=on, tenure__starts_on__lte=on)
    rows = rows.filter(Q(tenure__ends_on=None) | Q(tenure__ends_on__gte=on))
    return rows.filter(Q(ended_on=None) | Q(ended_on__gte=on))


def ties_of_sites(subjects: Collection[str], on: date) -> list[Tie]:
    """Organisations that work, own or assess a site which is a subject."""
    keys = [key for subject in subjects if subject.startswith(SITE) and (key := read_id(subject))]
    rows = SiteOperator.objects.filter(site__public_id__in=keys, starts_on__lte=on)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).select_related("organisation", "site")
    rows = rows.defer("site__latitude", "site__longitude", "site__polygon")
    return [Tie(f"organisation:{one.organisation.public_id}", one.part, f"{SITE}{one.site.public_id}") for one in rows]


def read_id(subject: str) -> UUID | None:
    """The public id in a subject; None where it is none."""
    try:
        return UUID(subject.partition(":")[2])
    except ValueError:
        return None


_sources["sites"] = ties_of_sites
