"""Terms of review, read from `data/review_terms.yaml`."""

from ladder.assessment.incident_kinds import read_data


def days_to_decide_an_appeal() -> int:
    """Within how many days after it was opened an appeal is to be decided."""
    return int(read_data("review_terms")["appeal"]["due_days"])
