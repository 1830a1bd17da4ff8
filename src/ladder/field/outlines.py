"""Reads the outline of a form from its XForm: paths, kinds and words in every language."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from ladder.core.field.outline import FILE, MANY, ONE, PLACE, TEXT, Asked, Outline, Words
from ladder.field.models import FieldForm

XF = "{http://www.w3.org/2002/xforms}"
KINDS = {"binary": FILE, "geopoint": PLACE}
CONTROLS = {f"{XF}select1": ONE, f"{XF}select": MANY}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
NOT_ANSWERS = frozenset({"meta"})


def outline_of(form: FieldForm) -> Outline:
    """The outline of one version of a form; remembered, for it never changes."""
    return read_outline(form.form_id, form.form_version, bytes(form.xml))


@lru_cache(maxsize=8)
def read_outline(form_id: str, form_version: str, xml: bytes) -> Outline:
    """Of our own XML, made by pyxform; every question in the order of the form."""
    root = etree.fromstring(xml, PARSER)
    model = root.find(f".//{XF}model")
    data = model.find(f"{XF}instance")[0]
    texts = read_texts(model)
    controls = {
        each.get("ref"): each
        for each in root.iter()
        if isinstance(each.tag, str) and each.get("ref", "").startswith("/")
    }
    types = {each.get("nodeset"): each.get("type", "") for each in model.iter(f"{XF}bind")}
    lists = read_lists(model, texts)
    top = f"/{local(data)}"
    asked = []
    for path, groups in leaves(data, top, ()):
        control = controls.get(path)
        kind = CONTROLS.get(control.tag, TEXT) if control is not None else TEXT
        asked.append(
            Asked(
                path.removeprefix(f"{top}/"),
                KINDS.get(types.get(path, ""), kind),
                words_at(path, texts),
                tuple(words for each in groups if (words := words_at(each, texts))),
                choices_of(control, texts, lists) if kind in {ONE, MANY} else {},
            )
        )
    return Outline(
        form_id, form_version, tuple(asked), tuple(sorted({one for words in texts.values() for one in words}))
    )


def local(element: "etree._Element") -> str:
    """A tag without its namespace."""
    return str(etree.QName(element).localname)


def leaves(element: "etree._Element", path: str, groups: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every question's path with those of the groups around it; metadata are no answers."""
    for child in element:
        if not isinstance(child.tag, str) or local(child) in NOT_ANSWERS:
            continue
        here = f"{path}/{local(child)}"
        if len(child):
            yield from leaves(child, here, (*groups, here))
        else:
            yield here, groups


def read_texts(model: "etree._Element") -> dict[str, Words]:
    """Words by their id and language code: the code stands in brackets behind the language's name."""
    found: dict[str, dict[str, str]] = {}
    for translation in model.iter(f"{XF}translation"):
        code = code_of(translation.get("lang", ""))
        for text in translation.iter(f"{XF}text"):
            plain = [each for each in text.iter(f"{XF}value") if not each.get("form")]
            if plain:
                found.setdefault(text.get("id", ""), {})[code] = " ".join("".join(plain[0].itertext()).split())
    return dict(found)


def code_of(language: str) -> str:
    """`fr` of `Français (fr)`."""
    return language.rpartition("(")[2].rstrip(")") if "(" in language else language


def words_at(path: str, texts: dict[str, Words]) -> Words:
    """The label of a question or a group."""
    return texts.get(f"{path}:label", {})


def read_lists(model: "etree._Element", texts: dict[str, Words]) -> dict[str, dict[str, Words]]:
    """Lists of answers that stand beside the form, by their name: keys to words."""
    found: dict[str, dict[str, Words]] = {}
    for instance in model.findall(f"{XF}instance"):
        items = instance.findall(f"{XF}root/{XF}item")
        if instance.get("id") and items:
            found[instance.get("id", "")] = {
                item.findtext(f"{XF}name", ""): texts.get(item.findtext(f"{XF}itextId", ""), {}) for item in items
            }
    return found


def choices_of(
    control: "etree._Element", texts: dict[str, Words], lists: dict[str, dict[str, Words]]
) -> dict[str, Words]:
    """The answers of a question, from its own items or from a list beside the form."""
    itemset = control.find(f"{XF}itemset")
    if itemset is not None:
        name = itemset.get("nodeset", "").partition("instance('")[2].partition("')")[0]
        return lists.get(name, {})
    found = {}
    for item in control.findall(f"{XF}item"):
        label = item.find(f"{XF}label")
        key = (label.get("ref", "") if label is not None else "").partition("jr:itext('")[2].partition("')")[0]
        found[item.findtext(f"{XF}value", "")] = texts.get(key, {})
    return found
