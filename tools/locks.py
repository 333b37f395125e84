"""Checks that the locks are in step with pyproject.toml, without asking any package registry.

Every dependency is locked in a version that pyproject.toml allows, with hashes; what is locked as direct is a
dependency; both locks agree; neither holds an address. `make lock` writes them anew.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNTIME, DEV = Path("requirements.txt"), Path("requirements-dev.txt")
HASH = re.compile(r"--hash=sha256:(\w{64})")
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.!+-]+)(?P<rest>(?:.*\n(?![\w]))*.*)", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """One locked package; `direct` where pyproject.toml itself asks for it."""

    version: str
    hashes: frozenset[str]
    direct: bool = field(compare=False)


def pins(lock: Path) -> dict[str, Pin]:
    """The locked packages by name."""
    found = PIN.finditer(lock.read_text())
    return {
        pin["name"]: Pin(pin["version"], frozenset(HASH.findall(pin["rest"])), "jamn (" in pin["rest"]) for pin in found
    }


def declared(project: dict[str, Any], groups: tuple[str, ...]) -> dict[str, Requirement]:
    """The dependencies of the package and of the groups, by name."""
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return {canonicalize_name(each.name): each for each in map(Requirement, lines)}


def complaints(lock: Path, wanted: dict[str, Requirement]) -> Iterator[str]:
    """What is out of step in one lock."""
    locked = pins(lock)
    if "://" in lock.read_text():
        yield f"{lock}: holds an address"
    for name, requirement in wanted.items():
        if name not in locked:
            yield f"{lock}: {name} is not locked"
        elif not requirement.specifier.contains(locked[name].version, prereleases=True):
            yield f"{lock}: {name} {locked[name].version} is not what pyproject.toml allows ({requirement.specifier})"
    for name, pin in locked.items():
        if not pin.hashes:
            yield f"{lock}: {name} has no hash"
        if pin.direct and name not in wanted:
            yield f"{lock}: {name} is no longer in pyproject.toml"


def main() -> int:
    """Returns 1 when `make lock` is due."""
    project = tomllib.loads(Path("pyproject.toml").read_text())
    problems = [*complaints(RUNTIME, declared(project, ("build",)))]
    problems += complaints(DEV, declared(project, ("build", "dev")))
    runtime, dev = pins(RUNTIME), pins(DEV)
    problems += [f"{DEV}: {name} differs from {RUNTIME}" for name in runtime if dev.get(name) != runtime[name]]
    print(*problems or ["Locks: in step with pyproject.toml."], sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    raise SystemExit(main())
