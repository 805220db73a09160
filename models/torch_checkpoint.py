"""Reads the tensors of a PyTorch checkpoint in the stream format (before 1.6), without PyTorch.

The file is five pickles - magic number, protocol, platform, {name: tensor}, storage keys - and
then each storage: its element count (int64) and raw values. A pickle may name any Python callable,
so the unpickler here knows only the few names that tensors need and refuses everything else.
Source of the format: torch/serialization.py, _legacy_save.
"""

from __future__ import annotations

import collections
import pickle
import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from errors import BuildError

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001
STORAGES = {"FloatStorage": "<f4", "HalfStorage": "<f2", "DoubleStorage": "<f8",
            "LongStorage": "<i8", "IntStorage": "<i4"}


@dataclass(frozen=True)
class _Storage:
    key: str
    dtype: str


@dataclass(frozen=True)
class _Tensor:
    storage: _Storage
    offset: int  # in elements
    shape: tuple[int, ...]
    strides: tuple[int, ...]  # in elements


def _rebuild_tensor(storage, offset, shape, strides, *_hooks) -> _Tensor:
    return _Tensor(storage, offset, tuple(shape), tuple(strides))


class _TensorUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str):
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild_tensor
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if module == "torch" and name in STORAGES:
            return STORAGES[name]
        raise pickle.UnpicklingError(f"the checkpoint asks for {module}.{name}")

    def persistent_load(self, pid) -> _Storage:
        # ("storage", dtype, key, device, element count, view metadata)
        return _Storage(key=pid[2], dtype=pid[1])


def load(file: BinaryIO) -> dict[str, np.ndarray]:
    """Name -> array. Raises BuildError for anything that is not such a checkpoint."""
    try:
        if _TensorUnpickler(file).load() != MAGIC or _TensorUnpickler(file).load() != PROTOCOL:
            raise BuildError("The checkpoint is not in PyTorch's stream format.")
        _TensorUnpickler(file).load()  # the writer's platform: sizes are fixed in this format
        tensors = _TensorUnpickler(file).load()
        keys = _TensorUnpickler(file).load()
        dtypes = {tensor.storage.key: tensor.storage.dtype for tensor in tensors.values()}
        storages = {key: _read_storage(file, dtypes[key]) for key in keys}
        return {name: _view(tensor, storages) for name, tensor in tensors.items()}
    except (pickle.UnpicklingError, EOFError, AttributeError, KeyError, IndexError, TypeError,
            ValueError, struct.error) as error:
        raise BuildError(f"The checkpoint cannot be read: {error}.") from None


def _read_storage(file: BinaryIO, dtype: str) -> np.ndarray:
    (count,) = struct.unpack("<q", file.read(8))
    return np.frombuffer(file.read(count * np.dtype(dtype).itemsize), dtype, count)


def _view(tensor: _Tensor, storages: dict[str, np.ndarray]) -> np.ndarray:
    values = storages[tensor.storage.key]
    if any(n < 1 for n in tensor.shape) or any(s < 0 for s in tensor.strides) or tensor.offset < 0:
        raise ValueError("a tensor has an impossible shape")
    steps = zip(tensor.shape, tensor.strides, strict=True)
    if tensor.offset + sum((n - 1) * stride for n, stride in steps) >= values.size:
        raise ValueError("a tensor reaches past its storage")
    strides = [step * values.itemsize for step in tensor.strides]
    return np.lib.stride_tricks.as_strided(values[tensor.offset:], tensor.shape, strides).copy()
