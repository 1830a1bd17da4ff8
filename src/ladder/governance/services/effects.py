"""What decisions can do. Each kind of effect says what hinders it and how it is taken; nothing else may do it.

Subjects of this room register their kinds in `AppConfig.ready`, and so do later rooms. An effect is checked when a
proposal opens, and again before it is taken: what was possible then may not be possible any more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from ladder.governance.models import Body, Effect


@dataclass(frozen=True, slots=True)
class Intended:
    """An effect as an option states it: the kind, what it is about (`kind:public_id` or ""), and its content."""

    kind: str
    subject: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> "Intended":
        """From an entry of `Option.effects`, or with `vars` of an `Effect`."""
        return cls(str(entry["kind"]), str(entry.get("subject", "")), entry.get("payload") or {})


def nothing_hinders(intended: Intended) -> list[str]:
    """For effects that are possible at any time."""
    del intended
    return []


def offer_nothing(body: Body) -> Iterable[Intended]:
    """For effects that proposals get from other pages, or that are stated in words."""
    del body
    return ()


def stand_as_authorisation(effect: Effect, on: date) -> None:
    """For effects of later rooms: that it is taken is the authorisation they ask for (`queries.authorisations`)."""
    del effect, on


@dataclass(frozen=True, slots=True)
class Handler:
    """One kind of effect.

    `describe` says in the reader's language what the effect does, in one sentence. `hindrances` are sentences why
    it cannot be taken now; empty where nothing stands in the way. `take` does it, inside the caller's transaction: it
    either completes or raises, and then nothing of the decision's effects has happened. `offers` are the effects of
    this kind that a body could decide now: whoever writes a proposal chooses among them.
    """

    kind: str
    name: str | Promise
    describe: Callable[[Intended], str]
    hindrances: Callable[[Intended], list[str]] = nothing_hinders
    take: Callable[[Effect, date], None] = stand_as_authorisation
    offers: Callable[[Body], Iterable[Intended]] = offer_nothing


_handlers: dict[str, Handler] = {}


def register(handler: Handler) -> None:
    """Add a kind of effect, to be called in `AppConfig.ready`; the same kind replaces."""
    _handlers[handler.kind] = handler


def handler_of(kind: str) -> Handler | None:
    """The handler of a kind; None where no room offers it."""
    return _handlers.get(kind)


def list_handlers() -> list[Handler]:
    """Every kind of effect there is, by name of kind."""
    return [_handlers[kind] for kind in sorted(_handlers)]


def describe(intended: Intended) -> str:
    """What an effect does, in the reader's language; its kind where no room offers it."""
    handler = handler_of(intended.kind)
    return handler.describe(intended) if handler else intended.kind


def name_of_kind(kind: str) -> str:
    """The name of a kind of effect, in the reader's language; the key where no room offers it."""
    handler = handler_of(kind)
    return str(handler.name) if handler else kind
