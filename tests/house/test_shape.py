"""Names and shapes that keep the house easy to read."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ladder"
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "tools"}


def test_no_file_is_named_after_nothing():
    assert [str(p) for p in MODULES if p.stem in FORBIDDEN] == []


def test_services_take_keywords_only():
    loose = []
    for path in MODULES:
        if path.stem != "services" and "services" not in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and is_loose(path, node):
                loose += [f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"]
    assert loose == []


def is_loose(path: Path, function: ast.FunctionDef) -> bool:
    """Whether a use case (it names who acts) takes more than its subject by position."""
    names = {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}
    offered = path.stem == "services" or function.name in exported(path.parent / "__init__.py")
    return offered and "actor" in names and not function.name.startswith("_") and len(function.args.args) > 1


def exported(path: Path) -> set[str]:
    """The names a package offers."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lists = [
        node.value for node in ast.parse(text).body if isinstance(node, ast.Assign) and "__all__" in ast.unparse(node)
    ]
    return {name for one in lists for name in ast.literal_eval(one)}


def test_no_import_of_our_own_hides_inside_a_function():
    hidden = []
    for path in MODULES:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "ready":
                hidden += [
                    f"{path.relative_to(SOURCE)}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ladder")
                ]
    assert hidden == []


@pytest.mark.parametrize(
    "pattern", ["pypi\\.org", "pythonhosted", "registry\\.npmjs", "crates\\.io", "(?<![\\)\\]])/root/", "/work/"]
)
def test_no_registry_address_or_machine_path_stands_in_the_repository(pattern):
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if (
            path.is_dir()
            or {"node_modules", "built"} & set(parts)  # made at set-up
            or parts[0] in {".git", ".venv", "var"}
            or parts[0].startswith((".mypy", ".ruff", ".hypothesis", ".pytest"))
        ):
            continue
        if path.suffix in {
            ".py",
            ".md",
            ".txt",
            ".in",
            ".toml",
            ".yaml",
            ".json",
            ".html",
            ".css",
            ".po",
            ".js",
            ".ts",
            "",
        }:
            text = "" if path == Path(__file__) else path.read_text(encoding="utf-8", errors="ignore")
            found += [str(path)] if re.search(pattern, text) else []
    assert found == []


def test_nothing_of_the_shared_data_stands_in_the_repository():
    assert [str(p) for p in ROOT.glob("**/*ipis*.csv") if ".venv" not in p.parts] == []
