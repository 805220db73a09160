"""Tests of torch_checkpoint.py on checkpoints written here, byte by byte as PyTorch does."""

import io
import os
import pickle
import struct
import sys
import unittest

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import torch_checkpoint  # noqa: E402
from errors import BuildError  # noqa: E402


class Named:
    """Pickled as the global module.name, which need not exist here."""

    def __init__(self, module, name):
        self.module, self.name = module, name


class Storage:
    def __init__(self, key, kind="FloatStorage"):
        self.key, self.kind = key, kind


class Call:
    """Pickled as a call of a global with arguments."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments


class Writer(pickle._Pickler):  # the Python one: the C one would import the globals
    def persistent_id(self, value):
        if isinstance(value, Storage):
            return ("storage", Named("torch", value.kind), value.key, "cpu", 0, None)
        return None

    def save(self, value, save_persistent_id=True):
        if isinstance(value, Named):
            self.write(pickle.GLOBAL + f"{value.module}\n{value.name}\n".encode())
        elif isinstance(value, Call):
            self.save(value.function)
            self.save(value.arguments)
            self.write(pickle.REDUCE)
        else:
            super().save(value, save_persistent_id)


def tensor(storage, offset, shape, strides):
    return Call(Named("torch._utils", "_rebuild_tensor_v2"), storage, offset, shape, strides,
                False, None)


def checkpoint(tensors, storages, magic=torch_checkpoint.MAGIC):
    file = io.BytesIO()
    for value in (magic, torch_checkpoint.PROTOCOL, {"little_endian": True}, tensors,
                  list(storages)):
        Writer(file, 2).dump(value)
    for values in storages.values():
        file.write(struct.pack("<q", values.size) + values.tobytes())
    file.seek(0)
    return file


SIX = np.arange(6, dtype="<f4")


class Load(unittest.TestCase):
    def test_views(self):
        rows = [("whole", 0, (2, 3), (3, 1), [[0, 1, 2], [3, 4, 5]]),
                ("transposed", 0, (3, 2), (1, 3), [[0, 3], [1, 4], [2, 5]]),
                ("offset", 4, (2,), (1,), [4, 5]),
                ("scalar", 3, (), (), 3)]
        for name, offset, shape, strides, want in rows:
            with self.subTest(name):
                file = checkpoint({"w": tensor(Storage("7"), offset, shape, strides)}, {"7": SIX})
                np.testing.assert_array_equal(torch_checkpoint.load(file)["w"], want)

    def test_two_storages_of_other_types(self):
        file = checkpoint({"a": tensor(Storage("1", "LongStorage"), 0, (1,), (1,)),
                           "b": tensor(Storage("2"), 5, (1,), (1,))},
                          {"2": SIX, "1": np.array([9], "<i8")})
        loaded = torch_checkpoint.load(file)
        self.assertEqual((loaded["a"].dtype, loaded["a"][0]), (np.int64, 9))
        self.assertEqual(loaded["b"][0], 5)

    def test_refuses_every_other_global(self):
        for module, name in (("os", "system"), ("builtins", "eval"), ("torch", "load"),
                             ("torch._utils", "_rebuild_parameter"), ("collections", "Counter"),
                             ("os", "_rebuild_tensor_v2"), ("numpy", "FloatStorage")):
            with self.subTest(f"{module}.{name}"), self.assertRaises(BuildError) as caught:
                torch_checkpoint.load(checkpoint({"w": Call(Named(module, name), "true")}, {}))
            self.assertIn(f"{module}.{name}", str(caught.exception))

    def test_refuses_a_tensor_outside_its_storage(self):
        for offset, shape, strides in ((0, (7,), (1,)), (5, (2,), (1,)), (0, (2, 2), (5, 1)),
                                       (-1, (1,), (1,)), (5, (2,), (-1,)), (0, (0,), (1,)),
                                       (0, (2, 2), (1,))):
            with self.subTest(f"{offset} {shape} {strides}"), self.assertRaises(BuildError):
                torch_checkpoint.load(
                    checkpoint({"w": tensor(Storage("7"), offset, shape, strides)}, {"7": SIX}))

    def test_refuses_what_is_no_checkpoint(self):
        whole = checkpoint({"w": tensor(Storage("7"), 0, (6,), (1,))}, {"7": SIX}).getvalue()
        rows = [("empty", b""), ("another magic", checkpoint({}, {}, magic=1).getvalue()),
                ("a zip", b"PK\x03\x04" + bytes(60)), ("no tensors", whole[:20]),
                ("half a storage", whole[:-4]), ("no count", whole[:-28])]
        for name, data in rows:
            with self.subTest(name), self.assertRaises(BuildError):
                torch_checkpoint.load(io.BytesIO(data))


if __name__ == "__main__":
    unittest.main()
