"""A pack as an OSCAL catalog: principles as groups, requirements as controls, the rest in back matter."""

from ladder.packfiles.document import requirement_hash
from ladder.packfiles.model import Pack, Principle, Requirement
from ladder.packfiles.oscal.building import Export, Raw, filled, one_line, our_prop, our_props, token
from ladder.packfiles.oscal.cargo import cargo_resource
from ladder.packfiles.oscal.wording import parts_of

# Kinds of definitions that controls point at: the pack's list, and the field whose words describe an entry.
DEFINITIONS = {
    "levels": ("name", "summary"),
    "gates": ("name", "summary"),
    "evidence_kinds": ("name", "summary"),
    "evidence_methods": ("name", "summary"),
    "cost_classes": ("name", "summary"),
    "conditions": ("question", "help"),
}


def build_catalog(export: Export) -> Raw:
    """The catalog document of a pack."""
    pack = export.pack
    return {
        "catalog": {
            "uuid": export.uuid("catalog"),
            "metadata": export.metadata(
                export.say("framework", "framework", "name"),
                export.notice,
                [our_prop("language", language) for language in pack.languages],
            ),
            **filled(groups=[build_group(export, principle) for principle in pack.principles]),
            "back-matter": {"resources": [*definition_resources(export), cargo_resource(export)]},
        }
    }


def build_group(export: Export, principle: Principle) -> Raw:
    """A principle with the requirements under it."""
    chosen = [one for one in export.pack.requirements if one.principle == principle.number]
    name = group_id(principle)
    return {
        "id": name,
        "class": "principle",
        "title": one_line(export.say("principles", principle.key, "name")) or principle.key,
        "props": our_props(key=principle.key, number=principle.number),
        **filled(
            parts=parts_of(export, "principles", principle.key, name),
            controls=[build_control(export, requirement) for requirement in chosen],
        ),
    }


def group_id(principle: Principle) -> str:
    """Id of a principle's group."""
    return f"principle-{principle.number}"


def build_control(export: Export, requirement: Requirement) -> Raw:
    """A requirement as a control: what it asks in parts, how it counts in properties of ours."""
    name = token(requirement.id)
    return {
        "id": name,
        "class": "requirement",
        "title": one_line(export.say("requirements", requirement.id, "title")) or name,
        "props": control_props(export, requirement),
        **filled(links=ground_links(export, requirement), parts=parts_of(export, "requirements", requirement.id, name)),
    }


def control_props(export: Export, requirement: Requirement) -> list[Raw]:
    """Properties of a control; OSCAL's own label carries the requirement's id as people read it."""
    kind = export.pack.evidence_kind_by_key[requirement.evidence_kind]
    fields = our_props(
        id=requirement.id,
        level=requirement.level,
        gate=requirement.gate,
        condition=requirement.condition,
        cost_class=requirement.cost,
        evidence_kind=requirement.evidence_kind,
        valid_days=kind.valid_days,
        printed_date="yes" if kind.printed_date else "",
        content_hash=requirement_hash(export.pack, requirement.id),
    )
    methods = [our_prop("evidence-method", method) for method in requirement.evidence_methods]
    return [{"name": "label", "value": one_line(requirement.id) or "-"}, *fields, *methods]


def ground_links(export: Export, requirement: Requirement) -> list[Raw]:
    """Links to the definitions that a requirement rests on."""
    grounds = grounds_of(export.pack, requirement)
    return [{"href": f"#{export.uuid(name, key)}", "rel": rel} for name, key, rel in grounds]


def grounds_of(pack: Pack, requirement: Requirement) -> list[tuple[str, str, str]]:
    """List, key and relation of each definition that a requirement rests on."""
    level = next(one.key for one in pack.levels if one.rank == requirement.level)
    grounds = [
        ("levels", level, "level"),
        ("evidence_kinds", requirement.evidence_kind, "evidence-kind"),
        ("cost_classes", requirement.cost, "cost-class"),
        ("gates", requirement.gate, "gate"),
        ("conditions", requirement.condition, "condition"),
    ]
    known = {(name, entry.key) for name in DEFINITIONS for entry in getattr(pack, name)}
    return [ground for ground in grounds if ground[:2] in known]


def definition_resources(export: Export) -> list[Raw]:
    """Levels, gates, kinds of evidence and so on, each as a resource that controls link to."""
    return [
        filled(
            uuid=export.uuid(name, entry.key),
            title=one_line(export.say(name, entry.key, words[0])) or entry.key,
            description=export.say(name, entry.key, words[1]),
            props=[our_prop("definition", name.replace("_", "-")), our_prop("key", entry.key)],
        )
        for name, words in DEFINITIONS.items()
        for entry in getattr(export.pack, name)
    ]
