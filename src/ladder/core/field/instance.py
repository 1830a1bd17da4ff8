"""One filled-in form, read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Instance:
    """What a submission says of itself and what was answered.

    `values` maps the path of each answered question below the root, such as `visit/site` or `stops/r_p2_l2_01/state`,
    to its text; unanswered ones are absent. `named_files` are the files that must be there for it to be complete.
    `deprecated_id` is the instance id that this one corrects, or empty.
    """

    form_id: str
    form_version: str
    instance_id: str
    deprecated_id: str = ""
    named_files: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
