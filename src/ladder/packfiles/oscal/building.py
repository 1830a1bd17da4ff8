"""Small pieces that every exported document is built from: properties, titles, uuids, metadata."""

import re
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ladder.packfiles.document import content_hash
from ladder.packfiles.model import Pack
from ladder.packfiles.oscal.vocabulary import OSCAL_VERSION, OUR_NAMESPACE, UUID_ROOT, is_token

Raw = dict[str, Any]
# For a pack without a date: a moment that cannot be taken for a real one, said to be none in a property.
UNDATED = "1970-01-01T00:00:00Z"
CATALOG_FILE = "catalogs/{}/catalog.json"
PROFILE_FILE = "profiles/{}-level-{}/profile.json"
MAPPING_FILE = "mapping-collections/{}-crosswalk/mapping-collection.json"


@dataclass(frozen=True)
class Export:
    """A pack on its way into OSCAL."""

    pack: Pack

    @cached_property
    def hash(self) -> str:
        """Content hash of the pack."""
        return content_hash(self.pack)

    def uuid(self, *way: object) -> str:
        """The uuid of a thing: the same for the same content, another for any other."""
        return str(uuid.uuid5(UUID_ROOT, "/".join([self.hash, *map(str, way)])))

    def say(self, section: str, key: str, field: str) -> str:
        """The authoritative words."""
        return self.pack.source_text(section, key, field)

    def metadata(self, title: str, remarks: str, props: list[Raw]) -> Raw:
        """Metadata of a document; dated by the pack, never by the clock."""
        pack = self.pack
        day = pack.effective_from
        return {
            "title": one_line(title) or pack.key,
            "last-modified": f"{day}T00:00:00Z" if day else UNDATED,
            "version": one_line(pack.version) or "0",
            "oscal-version": OSCAL_VERSION,
            "props": [
                our_prop("framework", pack.key),
                our_prop("content-hash", self.hash),
                our_prop("status", pack.status),
                our_prop("illustrative", "yes" if pack.illustrative else "no"),
                our_prop("authoritative-language", pack.authoritative_language),
                our_prop("licence", pack.licence.name),
                *([] if day else [our_prop("undated", "yes")]),
                *props,
            ],
            "remarks": remarks,
        }

    @property
    def notice(self) -> str:
        """What stands in the remarks of every document: the pack's own notice, whose it is and under which licence."""
        pack = self.pack
        parts = [
            self.say("framework", "framework", "notice") if pack.illustrative else "",
            "Illustrative content: not an adopted framework." if pack.illustrative else "",
            f"{pack.provider}. {pack.licence.holder}. {pack.licence.name}.",
        ]
        return "\n\n".join(filter(None, parts))


def our_prop(name: str, value: object, **more: str) -> Raw:
    """A property in our namespace; a value that OSCAL's pattern refuses stands exactly in the remarks."""
    text = str(value)
    prop: Raw = {"name": name, "ns": OUR_NAMESPACE, "value": one_line(text) or "-", **more}
    return prop if prop["value"] == text else {**prop, "remarks": text}


def our_props(**values: object) -> list[Raw]:
    """Properties in our namespace, one each; empty values are left out and underscores become dashes."""
    return [our_prop(name.replace("_", "-"), value) for name, value in values.items() if value not in {None, ""}]


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def token(text: str) -> str:
    """A text as an OSCAL token: as it stands where it is one, else with other characters as dashes after `_`."""
    return text if is_token(text) else "_" + re.sub(r"[^\w.\-]", "-", text)


def filled(**values: Any) -> Raw:
    """The values that are there, with underscores in their names as dashes."""
    return {name.replace("_", "-"): value for name, value in values.items() if value not in (None, "", [], {})}
