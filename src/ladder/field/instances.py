"""Reads the XML of one filled-in form. What cannot be read is refused whole, with a key that says why."""

import re
from collections.abc import Iterator

from lxml import etree

from ladder.core.field.file_names import plain_name
from ladder.core.field.instance import Instance

LARGEST_XML_BYTES = 2_000_000
DEEPEST = 30
MOST_ELEMENTS = 20_000
LONGEST_NAME = 200
LONGEST_INSTANCE_ID, LONGEST_FORM_ID, LONGEST_VERSION = 120, 80, 40
VERSION_NAMES = ("version", "{http://openrosa.org/javarosa}version")
FILE_QUESTION = re.compile(r"photo(_\d+)?\Z")  # our forms' questions for files; other clients mark theirs type="file"


class Unreadable(ValueError):  # noqa: N818 - says what is wrong with the form
    """This is no filled-in form that can be kept; `key` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_instance(body: bytes) -> Instance:
    """What a submission says of itself and what was answered.

    Raises:
        Unreadable: `too_large`, `not_utf8`, `has_doctype`, `not_xml`, `too_deep`, `no_form_id`, `no_instance_id`,
            `id_too_long`.
    """
    root = parse(body)
    meta = {name_of(each): text_of(each) for each in find_meta(root)}
    names, values = set(), {}
    for path, element in leaves(root):
        value = text_of(element)
        if value and is_file(element):
            value = plain_name(value)
            names.add(value)
        if value:
            values[path] = value
    instance = Instance(
        form_id=(root.get("id") or "").strip(),
        form_version=next((root.get(each, "").strip() for each in VERSION_NAMES if root.get(each)), ""),
        instance_id=meta.get("instanceID", ""),
        deprecated_id=meta.get("deprecatedID", ""),
        named_files=tuple(sorted(names - {""})),
        values=values,
    )
    return check_ids(instance)


def parse(body: bytes) -> etree._Element:
    """The root element; entities, DOCTYPE, network and what is too large are refused."""
    if len(body) > LARGEST_XML_BYTES:
        raise Unreadable("too_large")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable("not_utf8") from None
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable("has_doctype")
    reader = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(body, reader)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("not_xml") from None


def leaves(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every element without children below the root, but for `meta`, with its path; a repeated path gets a number."""
    if any(count >= MOST_ELEMENTS or len(name_of(each)) > LONGEST_NAME for count, each in enumerate(root.iter())):
        raise Unreadable("too_deep")  # before paths are made of them
    seen: dict[str, int] = {}
    waiting = [(name_of(each), each, 1) for each in reversed(root) if name_of(each) != "meta"]
    while waiting:
        path, element, depth = waiting.pop()
        if depth > DEEPEST:
            raise Unreadable("too_deep")
        seen[path] = seen.get(path, 0) + 1
        here = path if seen[path] == 1 else f"{path}[{seen[path]}]"
        if len(element):
            waiting += [(f"{here}/{name_of(each)}", each, depth + 1) for each in reversed(element)]
        else:
            yield here, element


def find_meta(root: etree._Element) -> list[etree._Element]:
    """The children of the form's `meta` group, whatever its namespace."""
    return [each for group in root if name_of(group) == "meta" for each in group]


def is_file(element: etree._Element) -> bool:
    """Whether an answer is the name of a file."""
    return element.get("type") == "file" or FILE_QUESTION.match(name_of(element)) is not None


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """The text of an element without blanks around it."""
    return (element.text or "").strip()


def check_ids(instance: Instance) -> Instance:
    """The same instance, once it says which form and which copy it is, in names that can be kept."""
    if not instance.form_id:
        raise Unreadable("no_form_id")
    if not instance.instance_id:
        raise Unreadable("no_instance_id")
    lengths = (
        (instance.instance_id, LONGEST_INSTANCE_ID),
        (instance.deprecated_id, LONGEST_INSTANCE_ID),
        (instance.form_id, LONGEST_FORM_ID),
        (instance.form_version, LONGEST_VERSION),
    )
    if any(len(text) > longest for text, longest in lengths):
        raise Unreadable("id_too_long")
    return instance
