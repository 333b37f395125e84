"""The rules of the house that import contracts cannot see."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.locks import pins

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "jamn"
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
TEMPLATE_REFERENCE = re.compile(r"""{%\s*(?:include|extends)\s+["']([\w-]+)/""")
PRIVATE = ("views", "forms")


def _rooms() -> dict[str, Path]:
    return {path.parent.name: path.parent for path in sorted(PACKAGE.glob("*/__init__.py"))}


def _modules(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text())


def _tracked() -> Iterator[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file())


def _calls(tree: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", None)) in names:
            yield node


def test_relate_to_other_rooms_by_class_and_not_by_string() -> None:
    """A string (`"plan.Measure"`) would let a lower room point up without an import."""
    found = [
        f"{path}:{call.lineno}: {target.value}"
        for room, folder in _rooms().items()
        for path, tree in _modules(folder)
        if "migrations" not in path.parts
        for call in _calls(tree, RELATIONS)
        for target in call.args[:1]
        if isinstance(target, ast.Constant) and "." in target.value and not target.value.startswith(f"{room}.")
    ]
    assert found == []


def test_include_only_templates_of_the_own_room_or_ui() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {other}"
        for room, folder in _rooms().items()
        for path in sorted((folder / "templates").rglob("*.html"))
        if path.relative_to(folder / "templates").parts[0] == room
        for other in TEMPLATE_REFERENCE.findall(path.read_text())
        if other not in {room, "ui"}
    ]
    assert found == []


def test_render_only_templates_of_the_own_room_or_ui() -> None:
    found = [
        f"{path}:{call.lineno}: {name.value}"
        for room, folder in _rooms().items()
        for path, tree in _modules(folder)
        for call in _calls(tree, {"render", "render_to_string", "get_template"})
        for name in call.args[:2]
        if isinstance(name, ast.Constant) and "/" in str(name.value) and not name.value.startswith((f"{room}/", "ui/"))
    ]
    assert found == []


def test_import_no_views_or_forms_of_another_room() -> None:
    found = [
        f"{path}:{node.lineno}: {node.module}"
        for room, folder in _rooms().items()
        for path, tree in _modules(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for parts in [node.module.split(".") + [alias.name for alias in node.names]]
        if parts[0] == "jamn" and parts[1] in _rooms() and parts[1] != room and set(PRIVATE) & set(parts[2:])
    ]
    assert found == []


def test_list_every_django_room_in_the_contract_of_its_files() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (listed,) = [contract["containers"] for contract in contracts if contract["name"].startswith("Inside a room")]
    django = {f"jamn.{room}" for room, folder in _rooms().items() if (folder / "apps.py").exists() and room != "ui"}
    assert set(listed) == django


def test_import_only_what_is_locked_for_running() -> None:
    """The tests have more packages at hand than a fresh `make demo`, and would not notice."""
    locked = pins(ROOT / "requirements.txt").keys() | _extras()
    of_module = packages_distributions()
    found = {
        f"{path}: {name}"
        for path, tree in _modules(PACKAGE)
        for name in _imported(tree)
        if name in of_module and name != "jamn"
        if not locked & {canonicalize_name(package) for package in of_module[name]}
    }
    assert sorted(found) == []


def _extras() -> set[str]:
    """The packages that an employer may install beside: what imports them must say so when they are not there."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    return {canonicalize_name(Requirement(each).name) for wanted in extras.values() for each in wanted}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_name_no_package_registry_and_no_place_on_this_machine() -> None:
    home = Path.home()
    forbidden = {"pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", f"{ROOT}/", f"{home}/"} - {
        "//",
        "/",
    }
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in _tracked()
        for word in sorted(forbidden)
        if word.encode() in path.read_bytes()
    ]
    assert found == []
