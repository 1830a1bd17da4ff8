"""Who is taking part in this browser: kept in the session, sealed, and gone when the browser is closed.

The session's row tells when it was last written. So that it does not tell of whom, what stands in it is sealed with a
key outside the database (docs/methods/anonymous-answers.md).
"""

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from ladder.consultation.models import Participant, Round
from ladder.consultation.services.sealing import seal, unseal

PURPOSE = "presence"
UNTIL_THE_BROWSER_CLOSES = 0


def enter(request: HttpRequest, participant: Participant, code: str) -> None:
    """Remember a participant and their resume code for as long as the browser stays open."""
    session = request.session
    session.cycle_key()
    session[participant_key(participant.round)] = seal(str(participant.public_id), PURPOSE)
    session[code_key(participant.round)] = seal(code, PURPOSE)
    if not request.user.is_authenticated:  # the session of somebody signed in keeps its own length
        session.set_expiry(UNTIL_THE_BROWSER_CLOSES)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def participant_of(request: HttpRequest, the_round: Round) -> Participant | None:
    """Who takes part in this round in this browser; None where nobody does."""
    public_id = unseal(str(request.session.get(participant_key(the_round), "")), PURPOSE)
    if public_id is None:
        return None
    rows = Participant.objects.select_related("round__version", "group__group")
    return rows.filter(round=the_round, public_id=UUID(public_id)).first()


def code_of(request: HttpRequest, the_round: Round) -> str:
    """The resume code of who takes part here, to be shown again; empty where nobody does."""
    return unseal(str(request.session.get(code_key(the_round), "")), PURPOSE) or ""


def leave(request: HttpRequest, the_round: Round) -> None:
    """Forget who took part, and the whole session where nobody is signed in."""
    if request.user.is_authenticated:
        request.session.pop(participant_key(the_round), None)
        request.session.pop(code_key(the_round), None)
    else:
        request.session.flush()


def participant_key(the_round: Round) -> str:
    """Where the sealed public id stands."""
    return f"participant:{the_round.address}"


def code_key(the_round: Round) -> str:
    """Where the sealed resume code stands."""
    return f"code:{the_round.address}"
