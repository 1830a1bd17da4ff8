"""The public record as one document in Popolo's words; see `public_record.shapes`."""

from ladder.governance.public_record.deciding import motion_of, vote_events_of
from ladder.governance.public_record.shapes import PublicRecord
from ladder.governance.public_record.sitting import events_of, memberships_of, organizations_of, persons_of, post_of
from ladder.governance.queries.record_bodies import BodyOnRecord, read_bodies
from ladder.governance.queries.record_decisions import DecisionOnRecord, read_decisions
from ladder.governance.queries.record_filter import RecordFilter, bodies_on_record, decisions_on_record


def record_of(wanted: RecordFilter) -> PublicRecord:
    """Everything on record that is asked for; nine queries, however much it is."""
    bodies = read_bodies(bodies_on_record(wanted), wanted.year)
    return compose(bodies, read_decisions(decisions_on_record(wanted)))


def compose(bodies: list[BodyOnRecord], decisions: list[DecisionOnRecord]) -> PublicRecord:
    """The document of these bodies and decisions, the latter in order of time."""
    seats = [(one.row, seat) for one in bodies for seat in one.seats]
    in_time = decisions[::-1]
    return PublicRecord(
        organizations=organizations_of(bodies),
        posts=[post_of(body, seat) for body, seat in seats],
        memberships=[one for body, seat in seats for one in memberships_of(body, seat)],
        persons=[one for body, seat in seats for one in persons_of(body, seat)],
        events=[event for one in bodies for event in events_of(one)],
        motions=[motion_of(one) for one in in_time],
        vote_events=[event for one in in_time for event in vote_events_of(one)],
    )
