"""The rules that a new round starts with: the usual ones, unless a later room says otherwise in `AppConfig.ready`."""

from collections.abc import Callable, Mapping

from ladder.core.synthesis.rules import Rules

Source = Callable[[], Mapping[str, object] | None]
_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a room that may set the rules of new rounds; None leaves the usual. The same function replaces itself."""
    _sources[f"{source.__module__}.{source.__qualname__}"] = source


def starting_rules() -> Rules:
    """The rules of the first room that sets any; else the usual ones.

    Raises:
        RulesError: what the room says are no rules.
    """
    found = (_sources[key]() for key in sorted(_sources))
    return Rules.from_document(next((document for document in found if document is not None), {}))
