"""Writes the generated parts of the documentation, or says with --check that they are stale."""

import ast
import os
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ladder"
PART = "<!-- generated: {name} -->\n{body}\n<!-- end -->"


def rooms() -> str:
    """Table of rooms in the order of the data flow, from the import contract and each room's own sentence."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        layers = tomllib.load(stream)["tool"]["importlinter"]["contracts"][0]["layers"]
    lines = ["| room | what it does |", "|---|---|"]
    found = [layer.strip("()") for layer in reversed(layers)]
    lines += [f"| [`{room}`](src/ladder/{room}) | {sentence_of(room)} |" for room in found if is_room(room)]
    return "\n".join(lines)


def is_room(name: str) -> bool:
    """Whether the room is built yet."""
    return (SOURCE / name / "__init__.py").exists()


def sentence_of(room: str) -> str:
    """The docstring of a room."""
    tree = ast.parse((SOURCE / room / "__init__.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").splitlines()[0]


def methods() -> str:
    """List of method pages with their titles."""
    pages = sorted((ROOT / "docs" / "methods").glob("*.md"))
    return "\n".join(f"- [{title_of(page)}](methods/{page.name})" for page in pages)


def decisions() -> str:
    """List of decisions with their titles."""
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    return "\n".join(f"- [{title_of(page)}](adr/{page.name})" for page in pages)


def how_tos() -> str:
    """List of how-to pages with their titles."""
    pages = sorted((ROOT / "docs" / "how-to").glob("*.md"))
    return "\n".join(f"- [{title_of(page)}](how-to/{page.name})" for page in pages)


def title_of(page: Path) -> str:
    """First heading of a page."""
    return page.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()


def commands() -> str:
    """Table of commands as the `ladder` command lists them."""
    lines = ["| command | what it does |", "|---|---|"]
    tree = ast.parse((SOURCE / "cli" / "__main__.py").read_text(encoding="utf-8"))
    for name, summary in found_commands(tree):
        lines.append(f"| `ladder {name}` | {summary} |")
    return "\n".join(lines)


def found_commands(tree: ast.Module) -> list[tuple[str, str]]:
    """Names and summaries from the table in the source."""
    table = next(n.value for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "COMMANDS")
    assert isinstance(table, ast.Dict)
    pairs = zip(table.keys, table.values, strict=True)
    return sorted(
        (ast.literal_eval(key), ast.literal_eval(call.args[1]))
        for key, call in pairs
        if key is not None and isinstance(call, ast.Call)
    )


def settings() -> str:
    """Environment variables that the settings read."""
    text = (SOURCE / "config" / "settings.py").read_text(encoding="utf-8")
    names = sorted({*re.findall(r'"(LADDER_[A-Z_]+)"', text), "LADDER_HOME", "DATABASE_URL", "PORT"})
    return "\n".join(f"- `{name}`" for name in names)


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "ARCHITECTURE.md": {"rooms": rooms},
    "docs/README.md": {"methods": methods, "decisions": decisions, "how-tos": how_tos},
    "docs/reference/commands.md": {"commands": commands, "settings": settings},
}


def main() -> int:
    """Rewrite the parts between their marks; with --check only compare."""
    stale = []
    for name, parts in PARTS.items():
        path = ROOT / name
        text = fresh = path.read_text(encoding="utf-8")
        for part, make in parts.items():
            pattern = re.compile(rf"<!-- generated: {part} -->.*?<!-- end -->", re.DOTALL)
            fresh = pattern.sub(lambda _: PART.format(name=part, body=make()), fresh)  # noqa: B023 - used at once
        if fresh != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(fresh, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"Stale: {', '.join(stale)}. Run: python tools/generate_pages.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
