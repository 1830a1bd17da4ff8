"""One fault of an input: where it is and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Where (file, sheet, row, column, field; "" for the whole) and one clear sentence in the reader's language."""

    where: str
    sentence: str

    def as_document(self) -> dict[str, str]:
        """As the API shows it."""
        return {"where": self.where, "sentence": self.sentence}
