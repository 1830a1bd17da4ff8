"""Reads the files of a pack's folder, and of the pack that it builds on, into parts that know their lines."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.form import check_form
from ladder.packfiles.nodes import Node
from ladder.packfiles.overlay import lay_over
from ladder.packfiles.yaml_text import decode, read_yaml

PARTS = ("pack", "requirements", "crosswalks", "migration")
OPTIONAL = {"migration"}
ABOUT = "SOURCES.md"
LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.yaml")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(slots=True)
class Draft:
    """A pack as it stands in files: parts by name (`pack`, `locale/fr` ...), the about text, and what was wrong."""

    name: str
    parts: dict[str, Node] = field(default_factory=dict)
    about: str = ""
    faults: list[Fault] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    base: "Draft | None" = None

    @property
    def languages(self) -> list[str]:
        """Languages that have a part."""
        return [name.removeprefix("locale/") for name in self.parts if name.startswith("locale/")]

    def fault(self, file: str, code: str, /, **values: str) -> None:
        """Note a fault of a whole file."""
        self.faults.append(Fault(Place(file), code, values=tuple(values.items())))


def read_draft(folder: Path) -> Draft:
    """Everything that the folder says, laid over its base where it names one. Never raises for what files hold."""
    draft = read_files(folder, "")
    pack = draft.parts.get("pack")
    base_name = pack.get("base") if pack else None
    if base_name is None:
        require_parts(draft)
    else:
        build_on(draft, folder, base_name)
    check_parts(draft)
    return draft


def read_files(folder: Path, shown: str) -> Draft:
    """The files of one folder; `shown` goes before their names in faults."""
    draft = Draft(folder.name)
    if not folder.is_dir():
        draft.fault(str(folder), "folder.missing", name=str(folder))
        draft.broken.update(PARTS)
        return draft
    for part in PARTS:
        if (folder / f"{part}.yaml").exists() or (folder / f"{part}.yaml").is_symlink():
            read_part(draft, folder, f"{part}.yaml", part, shown)
    for path in sorted((folder / "locale").glob("*.yaml")):
        if LANGUAGE_FILE.fullmatch(path.name):
            read_part(draft, folder, f"locale/{path.name}", f"locale/{path.stem}", shown)
        else:
            draft.fault(f"{shown}locale/{path.name}", "form.format", value=path.stem, wanted="language tag")
    about = read_bytes(draft, folder, ABOUT, shown) if (folder / ABOUT).exists() else None
    draft.about = (decode(about, f"{shown}{ABOUT}", draft.faults) or "") if about else ""
    return draft


def read_part(draft: Draft, folder: Path, file: str, part: str, shown: str) -> None:
    """Read one YAML file into a part."""
    data = read_bytes(draft, folder, file, shown)
    node = read_yaml(data, f"{shown}{file}", draft.faults) if data is not None else None
    if node is None:
        draft.broken.add(part)
    else:
        draft.parts[part] = node


def read_bytes(draft: Draft, folder: Path, file: str, shown: str) -> bytes | None:
    """Bytes of a file inside the folder; a link that leads out of it is refused."""
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        draft.fault(f"{shown}{file}", "file.escapes", name=f"{shown}{file}")
        return None
    try:
        return path.read_bytes()
    except OSError:
        draft.fault(f"{shown}{file}", "file.unreadable")
        return None


def require_parts(draft: Draft) -> None:
    """Say which files are missing."""
    for part in PARTS:
        if part not in draft.parts and part not in draft.broken and part not in OPTIONAL:
            draft.fault(f"{part}.yaml", "file.missing", name=f"{part}.yaml")
            draft.broken.add(part)
    if not draft.about and "pack" not in draft.broken:
        draft.fault(ABOUT, "file.missing", name=ABOUT)


def build_on(draft: Draft, folder: Path, base_name: Node) -> None:
    """Lay the draft over the pack beside it that it names."""
    name = str(base_name.value)
    base_folder = folder.resolve().parent / name
    if not NAME.fullmatch(name):
        draft.faults.append(Fault(base_name.place, "file.escapes", "base", (("name", name),)))
    elif name == folder.resolve().name or not (base_folder / "pack.yaml").is_file():
        draft.faults.append(Fault(base_name.place, "base.unknown", "base", (("name", name),)))
    else:
        lay_draft_over(draft, read_files(base_folder, f"{name}/"), base_name)
        return
    draft.broken.update(PARTS)


def lay_draft_over(draft: Draft, base: Draft, base_name: Node) -> None:
    """Take the base's parts under the draft's own, unless the base is unfit."""
    require_parts(base)
    values = (("name", base.name),)
    if base.faults:
        draft.faults.append(Fault(base_name.place, "base.faults", "base", values))
        draft.broken.update(PARTS)
    elif base.parts["pack"].get("base") is not None:
        draft.faults.append(Fault(base_name.place, "base.chain", "base", values))
        draft.broken.update(PARTS)
    else:
        draft.base = base
        draft.parts = lay_over(base.parts, draft.parts)
        draft.parts["pack"].value.pop("base", None)
        draft.about = draft.about or base.about


def check_parts(draft: Draft) -> None:
    """Check the form of every part that could be read."""
    for name, part in draft.parts.items():
        if name == "pack" and part.get("base") is not None:
            continue
        is_words = name.startswith("locale/")
        own = (name,) if name in {"requirements", "migration"} else ()
        prefix = ("texts", name.removeprefix("locale/")) if is_words else own
        draft.faults += check_form(part, "locale" if is_words else name, prefix)
