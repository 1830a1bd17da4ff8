"""A round whose answers and whose next version are published by a decision, with words that a release quotes."""

from collections.abc import Callable

from ladder.accounts.models import User
from ladder.consultation.models import Contribution, Gathering, Participant
from ladder.consultation.services import codes
from ladder.core.consultation.seal import short_code
from ladder.governance.models import AnswerSet, Decision
from ladder.governance.services.effects import Intended
from ladder.governance.services.issues import bundle_comments
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.publishing import intend_to_publish
from ladder.governance.services.taking import take_effects
from ladder.synthesis.services.releases import prepare_release, publish_release
from tests.governance.deciding import DUE, decided
from tests.governance.making import Making, begin, finish
from tests.governance.scene import Committee, draft_answer
from tests.synthesis.conftest import DAY, Place

CODE = "4KX7M2QP"
SEAL = "ab" * 32
ROOM_CODE = short_code(SEAL)
ANSWERED_IN = {"en": "Yes.", "fr": "Oui.", "zh": "是。"}


def decide(committee: Committee, *effects) -> Decision:
    """An adopted decision with these effects."""
    return decided(committee, options=[OptionPlan("begin", {"en": "Do it"}, {}, effects)]).decision


def publish_version(making: Making, committee: Committee) -> Making:
    """Answers and version, by one decision."""
    take_effects(decision=decide(committee, intend_to_publish(making.row)), actor=None, on=DUE)
    making.row.refresh_from_db()
    return making


def published_version(make_place: Callable, people: dict[str, User], committee: Committee) -> Making:
    """Everything of `making`, released, decided and published."""
    making = finish(begin(make_place, people["secretariat"]))
    release(making.place, people)
    return publish_version(making, committee)


def release(place: Place, people: dict[str, User]) -> None:
    """The first release of a round: it quotes what may be quoted."""
    prepared = prepare_release(consultation=place.round, actor=people["secretariat"], on=DAY)
    publish_release(release=prepared, actor=people["committee"], on=DAY)


def with_code(place: Place, code: str = CODE, **fields) -> Participant:
    """Somebody who holds a resume code."""
    [person] = place.people("diggers", 1, code_digest=codes.digest_of(code, codes.RESUME), **fields)
    return person


def sealed_room(place: Place, kind: str = "workshop") -> Gathering:
    """A gathering that was read back and sealed, with its short code."""
    return place.room(kind, seal_digest=SEAL, seal_code=ROOM_CODE, was_read_back=True, sealed_on=DAY)


def quote(place: Place, room: Gathering, text: str, item: int = 0, **fields) -> Contribution:
    """Words of a room."""
    given = {"kind": "quote", "channel": room.kind, "consent": "quote_without_role", "was_read_back": True, **fields}
    return Contribution.objects.create(
        round=place.round, gathering=room, item=place.items[item], text=text, received_on=DAY,
        **{"language": "fr", **given},
    )  # fmt: skip


def answer_all(place: Place, keeper: User, disposition: str = "not_accepted", reasons=None) -> None:
    """Close a round and draft the same answer to all its issues."""
    place.round.status = "closed"
    place.round.save()
    for issue in bundle_comments(round_=place.round, actor=keeper, on=DAY):
        draft_answer(issue, keeper, disposition, reasons)


def publish(place: Place, committee: Committee) -> AnswerSet:
    """The answers of a round, by a decision that does it."""
    decision = decide(committee, publishing(place))
    take_effects(decision=decision, actor=None, on=DUE)
    return AnswerSet.objects.get(decision=decision)


def publishing(place: Place) -> Intended:
    """The effect that publishes the answers of a round."""
    return Intended("publish_answers", f"round:{place.round.public_id}")
