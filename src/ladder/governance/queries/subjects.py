"""What proposals and interests are about, by name: organisations and sites of the registry, and rounds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from ladder.consultation.models import Round
from ladder.consultation.wording import say
from ladder.governance.queries.conflicts import read_id
from ladder.registry.models import Organisation, Site

MOST_FOUND = 20
KINDS: Mapping[str, type[Model]] = {"organisation": Organisation, "site": Site, "round": Round}
SHORTEST_SEARCH = 2


@dataclass(frozen=True, slots=True)
class SubjectName:
    """A subject (`kind:public id`), and how people call it; without a name it is shown as it is."""

    subject: str
    name: str


def name_subjects(subjects: Iterable[str]) -> dict[str, str]:
    """Names by subject, one query a kind; a subject that is not known here is called by its key."""
    wanted = list(subjects)
    found = {subject: subject for subject in wanted}
    for kind, model in KINDS.items():
        keys = [key for one in wanted if one.startswith(f"{kind}:") and (key := read_id(one))]
        if keys:
            found |= {f"{kind}:{row.public_id}": name_of(row) for row in rows_of(model, keys)}
    return found


def rows_of(model: type[Model], keys: Collection[UUID]) -> Iterable[Any]:
    """Rows of a kind by public id; of sites only what is public."""
    fields = ("public_id", "titles") if model is Round else ("public_id", "name")
    return model._default_manager.filter(public_id__in=keys).only(*fields)  # noqa: SLF001 - the public way to a manager


def name_of(row: Any) -> str:
    """How people call an organisation, a site or a round."""
    return say(row.titles) if isinstance(row, Round) else str(row.name)


def subject_exists(subject: str) -> bool:
    """Whether a subject is something that these rooms know."""
    model, key = KINDS.get(subject.partition(":")[0]), read_id(subject)
    return model is not None and key is not None and model._default_manager.filter(public_id=key).exists()  # noqa: SLF001


def find_subjects(text: str) -> list[SubjectName]:
    """Organisations and sites whose name holds a text, at most twenty of each."""
    words = " ".join(text.split())
    if len(words) < SHORTEST_SEARCH:
        return []
    organisations = Organisation.objects.filter(Q(name__icontains=words) | Q(acronym__iexact=words))
    sites = Site.objects.filter(name__icontains=words).only("public_id", "name", "name_folded")
    return [
        *(SubjectName(f"organisation:{row.public_id}", row.name) for row in organisations[:MOST_FOUND]),
        *(SubjectName(f"site:{row.public_id}", row.name) for row in sites[:MOST_FOUND]),
    ]
