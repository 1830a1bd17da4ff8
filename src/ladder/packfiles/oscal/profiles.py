"""One profile per level; each imports the one before, so that the highest selects everything."""

from ladder.packfiles.model import Level
from ladder.packfiles.oscal.building import PROFILE_FILE, Export, Raw, our_props, token


def build_profiles(export: Export) -> dict[str, Raw]:
    """The profiles of a pack by file name, lowest level first."""
    files: dict[str, Raw] = {}
    before: Level | None = None
    for level in export.pack.levels:
        files[PROFILE_FILE.format(export.pack.key, level.rank)] = build_profile(export, level, before)
        before = level
    return files


def build_profile(export: Export, level: Level, before: Level | None) -> Raw:
    """The profile of one level."""
    pack = export.pack
    name = export.say("levels", level.key, "name") or level.key
    title = f"{export.say('framework', 'framework', 'name') or pack.key}: {name}"
    remarks = "\n\n".join(
        filter(
            None,
            [
                export.say("levels", level.key, "summary"),
                "The name of this level is a working name." if level.working_name else "",
                export.notice,
            ],
        )
    )
    return {
        "profile": {
            "uuid": export.uuid("profile", level.key),
            "metadata": export.metadata(title, remarks, our_props(level=level.rank, level_key=level.key)),
            "imports": build_imports(export, level, before),
            "merge": {"as-is": True},
        }
    }


def build_imports(export: Export, level: Level, before: Level | None) -> list[Raw]:
    """What a level selects: all of the level before, and the requirements of its own."""
    pack = export.pack
    ids = [token(requirement.id) for requirement in pack.requirements if requirement.level == level.rank]
    catalog = f"../../catalogs/{pack.key}/catalog.json"
    imports: list[Raw] = []
    if before:
        imports.append({"href": f"../{pack.key}-level-{before.rank}/profile.json", "include-all": {}})
    if ids:
        imports.append({"href": catalog, "include-controls": [{"with-ids": ids}]})
    # OSCAL wants at least one import; a first level without requirements takes the catalog and leaves all of it out.
    return imports or [{"href": catalog, "include-all": {}, "exclude-controls": [{"matching": [{"pattern": "*"}]}]}]
