"""Who sits where today, and what that makes of a person."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.governance.models import Body, Seat, Tenure

Reader = User | AnonymousUser


def require_keeper(user: Reader) -> User:
    """The person, or 404 for everybody who is not of the secretariat."""
    if isinstance(user, User) and is_keeper(user):
        return user
    raise Http404


def tenures_in_force(day: date) -> QuerySet[Tenure]:
    """Who holds a seat on a day, in bodies that stand."""
    rows = Tenure.objects.select_related("seat__body", "seat__chamber", "organisation")
    rows = rows.filter(starts_on__lte=day, seat__opens_on__lte=day, seat__body__state=Body.State.STANDING)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    return rows.filter(Q(seat__closes_on=None) | Q(seat__closes_on__gte=day))


def tenures_of(user: Reader, on: date | None = None) -> list[Tenure]:
    """The seats that a person holds, or holds as alternate, on a day (today); asked of the database once a request."""
    day = on or timezone.localdate()
    if not isinstance(user, User) or not user.is_active:
        return []
    known: dict[date, list[Tenure]] = user.__dict__.setdefault("_tenures", {})
    if day not in known:
        known[day] = list(tenures_in_force(day).filter(Q(holder=user) | Q(alternate=user)).order_by("pk"))
    return known[day]


def forget_tenures(user: User) -> None:
    """Ask the database again: after a seat changed hands within the same request."""
    user.__dict__.pop("_tenures", None)


def holds_a_seat(user: Reader) -> bool:
    """Whether a person sits anywhere, also as observer: they need a second factor."""
    return bool(tenures_of(user))


def tenure_in(user: Reader, body: Body) -> Tenure | None:
    """The seat that a person holds in a body, one that takes positions before an observer's; None without one."""
    mine = [one for one in tenures_of(user) if one.seat.body_id == body.pk]
    return min(mine, key=lambda one: one.seat.kind == Seat.Kind.OBSERVER, default=None)


def speaks_in(user: Reader, body: Body) -> Tenure | None:
    """The seat for which a person takes positions in a body, as holder or alternate; None without one."""
    found = tenure_in(user, body)
    return found if found is not None and found.seat.kind == Seat.Kind.VOTING else None


def takes_part_in(user: Reader, body: Body) -> bool:
    """Whether this person follows what a body is about to decide: its seats, its observers, and the secretariat."""
    return is_keeper(user) or tenure_in(user, body) is not None


def require_participant(user: Reader) -> User:
    """The person, or 404 for everybody who neither sits in a body nor is of the secretariat."""
    if isinstance(user, User) and (is_keeper(user) or holds_a_seat(user)):
        return user
    raise Http404
