"""Counts proposals naively, straight from the rows: another way to the same outcome than the product's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ladder.governance.models import Chamber, Interest, ObjectionAnswer, Position, Proposal, Revision, Seat, Tenure
from ladder.registry.models import SiteOperator


@dataclass(frozen=True)
class Count:
    """What follows, and which seats were counted or recused."""

    outcome: str
    option: str
    counted: frozenset[int]
    recused: frozenset[int]


def runs(row, day: date) -> bool:
    """Whether something with first and last day covers a day."""
    return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)


def holders(proposal: Proposal, day: date) -> dict[Seat, Tenure]:
    """Who holds each seat that takes positions."""
    found = {}
    for seat in Seat.objects.filter(body_id=proposal.body_id, kind="voting"):
        is_there = seat.opens_on <= day and (seat.closes_on is None or day <= seat.closes_on)
        held = [one for one in Tenure.objects.filter(seat=seat).select_related("organisation") if runs(one, day)]
        assert len(held) <= 1, "two hold one seat"
        if is_there and held:
            found[seat] = held[0]
    return found


def is_conflicted(proposal: Proposal, tenure: Tenure, day: date) -> bool:
    """Declared in the proposal or in a subject, a subject itself, or at work on a site that is one."""
    organisation = tenure.organisation
    for one in Interest.objects.filter(tenure=tenure):
        holds = one.declared_on <= day and (one.ended_on is None or day <= one.ended_on)
        if holds and (one.proposal_id == proposal.pk or one.subject in proposal.subjects):
            return True
    if f"organisation:{organisation.public_id}" in proposal.subjects:
        return True
    works = SiteOperator.objects.filter(organisation=organisation).select_related("site")
    return any(runs(one, day) and f"site:{one.site.public_id}" in proposal.subjects for one in works)


def last_stand(proposal: Proposal, tenure: Tenure) -> tuple[str, str, bool] | None:
    """Stance, option and whether it was answered, of the last position on the current words by today's holder."""
    rows = Position.objects.filter(proposal=proposal, tenure=tenure, revision=proposal.revision)
    last = rows.select_related("option").order_by("pk").last()
    if last is None:
        return None
    answered = ObjectionAnswer.objects.filter(position=last).exists()
    return last.stance, last.option.key if last.option else "", answered


def count(proposal: Proposal, day: date) -> Count:
    """The outcome of a proposal on a day."""
    rules = Revision.objects.get(proposal=proposal, number=proposal.revision).rule_set.content
    held = holders(proposal, day)
    recused = {seat for seat, tenure in held.items() if is_conflicted(proposal, tenure, day)}
    said = {seat: last_stand(proposal, held[seat]) for seat in held if seat not in recused}
    heard = {seat: stand for seat, stand in said.items() if stand}
    chambers = {
        chamber: {seat: heard.get(seat) for seat in said if seat.chamber_id == chamber.pk}
        for chamber in Chamber.objects.filter(body_id=proposal.body_id)
    }
    options = list(proposal.options.filter(revision=proposal.revision).values_list("key", flat=True))
    outcome, option = judge(rules, list(chambers.values()), options)
    counted = frozenset(seat.pk for seat in heard)
    return Count(outcome, option, counted, frozenset(seat.pk for seat in recused))


def judge(rules: Mapping, chambers: list[Mapping], options: list[str]) -> tuple[str, str]:
    """Quorum of each chamber, consensus, majority of each chamber; with whole numbers only."""
    for seats in chambers:
        heard = sum(stand is not None for stand in seats.values())
        if not seats or heard < rules["quorum_least"] or heard < Fraction(rules["quorum_share"]) * len(seats):
            return "no_quorum", ""
    everybody = [stand for seats in chambers for stand in seats.values() if stand]
    for option in options:
        agreed = all(stand[0] != "support" or stand[1] == option for stand in everybody)
        barred = any(stand[0] == "object" and stand[1] in ("", option) for stand in everybody)
        wanted = all(any(stand and stand[:2] == ("support", option) for stand in seats.values()) for seats in chambers)
        if agreed and wanted and not barred:
            return "consensus", option
    if rules["fallback"] == "chamber_majority" and all(stand[2] for stand in everybody if stand[0] == "object"):
        for option in options:
            if all(carries(seats, option, Fraction(rules["majority_share"])) for seats in chambers):
                return "majority", option
    return "not_adopted", ""


def carries(seats: Mapping, option: str, share: Fraction) -> bool:
    """More than the share of those for or against one option, in one chamber."""
    stands = [stand for stand in seats.values() if stand]
    in_favour = sum(stand[:2] == ("support", option) for stand in stands)
    against = sum(
        (stand[0] == "support" and stand[1] != option) or (stand[0] == "object" and stand[1] in ("", option))
        for stand in stands
    )
    return in_favour * share.denominator > share.numerator * (in_favour + against)
