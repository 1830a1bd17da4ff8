"""Refusal of a change to the catalogue, with every fault named."""

from collections.abc import Sequence

from ladder.webkit.faults import Fault


class CatalogueFaultsError(ValueError):
    """The change was not made, and nothing was written; each fault says where and what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            "\n".join(f"{fault.where}: {fault.sentence}" if fault.where else fault.sentence for fault in faults)
        )
        self.faults = tuple(faults)
