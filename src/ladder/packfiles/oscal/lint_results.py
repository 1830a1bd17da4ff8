"""Assessment results: findings rest on observations that are there and on controls that exist."""

from collections.abc import Iterator

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of
from ladder.packfiles.oscal.vocabulary import CATALOG, RESULTS


def find_result_faults(collection: Collection) -> Iterator[OscalFault]:
    """Faults of every result in every assessment-results document."""
    for document in collection.of_kind(RESULTS):
        for result in body_of(document).objects("results"):
            observed = {item.text("uuid") for item in result.objects("observations")}
            for finding in result.objects("findings"):
                yield from find_observation_faults(document, finding, observed)
                yield from find_target_faults(collection, document, finding)


def find_observation_faults(document: Document, finding: Node, observed: set[str]) -> Iterator[OscalFault]:
    """Observations that a finding rests on and the result does not hold."""
    for related in finding.objects("related-observations"):
        uuid = related.text("observation-uuid")
        if uuid not in observed:
            yield OscalFault(
                document.name,
                f"{related.pointer}/observation-uuid",
                "dangling-observation",
                f"The result holds no observation with the uuid {uuid}.",
            )


def find_target_faults(collection: Collection, document: Document, finding: Node) -> Iterator[OscalFault]:
    """A finding on a statement or objective that no catalog of the set holds (where the set holds one)."""
    target = finding.child("target")
    catalogs = list(collection.of_kind(CATALOG))
    if target is None or not catalogs:
        return
    name = target.text("target-id")
    if not any(name in collection.parts_of(one) or name in collection.controls_of(one) for one in catalogs):
        yield OscalFault(
            document.name, f"{target.pointer}/target-id", "unknown-target", f"No catalog of this set holds “{name}”."
        )
