"""Rebuilds the document of a filled-in form from a row of an export, as far as an export tells it."""

from collections.abc import Mapping

from lxml import etree

from ladder.core.field.outline import FILE, Outline
from ladder.core.field.visits import SUBMITTED, SYSTEM

OPENROSA = "http://openrosa.org/xforms"


def build_document(outline: Outline, meta: Mapping[str, str], values: Mapping[str, str]) -> bytes:
    """The same bytes for the same row: questions in the order of the form, then where it came from.

    `meta`: `instance`, and where they are known `deprecated`, `system` and `submitted`.
    """
    root = etree.Element("data", {"id": outline.form_id, "version": outline.form_version}, nsmap={"orx": OPENROSA})
    for asked in outline.asked:
        if values.get(asked.path):
            leaf = make_leaf(root, asked.path)
            leaf.text = values[asked.path]
            if asked.kind == FILE:
                leaf.set("type", "file")
    for path, key in ((SYSTEM, "system"), (SUBMITTED, "submitted")):
        if meta.get(key):
            make_leaf(root, path).text = meta[key]
    head = etree.SubElement(root, f"{{{OPENROSA}}}meta")
    for name, key in (("instanceID", "instance"), ("deprecatedID", "deprecated")):
        if meta.get(key):
            etree.SubElement(head, f"{{{OPENROSA}}}{name}").text = meta[key]
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return document


def make_leaf(root: "etree._Element", path: str) -> "etree._Element":
    """The element at a path, made with the groups around it."""
    *groups, name = path.split("/")
    place = root
    for group in groups:
        found = place.find(group)
        place = etree.SubElement(place, group) if found is None else found
    return etree.SubElement(place, name)
