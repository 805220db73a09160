"""One model's entry in pack.json. docs/model-packs.md describes every field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    name: str
    task: str
    file: str
    input: dict[str, Any]
    outputs: dict[str, str]  # role -> tensor name in the file
    decoder: str
    version: str
    license: str  # SPDX
    copyright: str
    source: str
    labels: str | None = None  # file name in the pack
    precision: str = "auto"
    parameters: dict[str, Any] = field(default_factory=dict)

    def files(self) -> list[str]:
        weights = self.file.removesuffix(".xml") + ".bin"
        return [self.file, weights] + ([self.labels] if self.labels else [])

    def to_json(self, sha256: dict[str, str]) -> dict[str, Any]:
        entry = {
            "name": self.name, "version": self.version, "task": self.task,
            "license": self.license, "copyright": self.copyright, "source": self.source,
            "file": self.file, "sha256": sha256, "input": self.input, "outputs": self.outputs,
            "decoder": self.decoder, "precision": self.precision, "parameters": self.parameters,
        }
        if self.labels:
            entry["labels"] = self.labels
        return entry


def picture(width_px: int, height_px: int, *, layout: str, mean: float | list[float] = 0.0,
            scale: float | list[float] = 1.0, color: str = "RGB", fit: str = "stretch",
            **more: int) -> dict[str, Any]:
    """The "input" of an entry; one mean or scale stands for all channels. Sides of 0 are free."""
    channels = 1 if color == "GRAY" else 3
    spread = lambda value: value if isinstance(value, list) else [value] * channels
    return {"name": "image", "width_px": width_px, "height_px": height_px, "layout": layout,
            "color": color, "mean": spread(mean), "scale": spread(scale), "fit": fit, **more}
