#!/usr/bin/env python3
"""Writes what AWS's own description says of some operations as a C++ table.

usage: aws_model.py SERVICE OUTPUT.cpp OPERATION…

SERVICE is a folder of botocore's data ("rekognition"), which set-up installs into this Python's
environment; the newest version is taken. The table is `helio::aws::json::SERVICE_model` and has
the shapes that the operations reach, and no more (src/aws/json/model.hpp).
"""

import gzip
import importlib.util
import json
import os
import sys

KINDS = {"structure": "structure", "list": "list", "map": "map", "string": "text",
         "character": "text", "integer": "integer", "long": "integer", "short": "integer",
         "byte": "integer", "bigInteger": "integer", "float": "number", "double": "number",
         "bigDecimal": "number", "boolean": "boolean", "timestamp": "timestamp", "blob": "blob"}


def description(service):
    """botocore's service-2.json of the newest version."""
    found = importlib.util.find_spec("botocore")
    if found is None:
        sys.exit("botocore is not installed here: run ./quickstart or ./test once, they do it.")
    data = os.path.join(os.path.dirname(found.origin), "data", service)
    newest = os.path.join(data, max(os.listdir(data)), "service-2.json.gz")
    with gzip.open(newest, "rt", encoding="utf-8") as file:
        return json.load(file)


def quoted(text):
    """A C++ string literal; bytes outside printable ASCII are octal."""
    plain = "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
                    for byte in text.encode())
    return f'"{plain}"'


class Table:
    """The shapes that were asked for, numbered as they were met."""

    def __init__(self, shapes):
        self.shapes = shapes
        self.numbers = {}
        self.pending = []

    def number(self, name):
        """Of a shape by its name; its own members are met later."""
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers)
            self.pending.append(name)
        return self.numbers[name]

    def rows(self):
        """(arrays of members and enum values, rows of shapes), until nothing new is met."""
        arrays, rows = [], []
        while self.pending:
            name = self.pending.pop(0)
            rows.append(self.row(self.numbers[name], self.shapes[name], arrays))
        return arrays, rows

    def row(self, number, shape, arrays):
        """One Shape as a designated initializer."""
        kind = "document" if shape.get("document") else KINDS[shape["type"]]
        fields = [f".kind = Kind::{kind}"]
        if shape.get("union"):
            fields.append(".is_union = true")
        for limit in ("min", "max"):
            if limit in shape:
                fields.append(f".{limit} = {float(shape[limit])!r}")
        if "pattern" in shape:
            fields.append(f".pattern = {quoted(shape['pattern'])}")
        if "enum" in shape:
            values = ", ".join(quoted(value) for value in shape["enum"])
            arrays.append(f"constexpr std::string_view kEnums{number}[] = {{{values}}};")
            fields.append(f".enums = kEnums{number}")
        if shape.get("members"):
            required = set(shape.get("required", ()))
            members = ", ".join(
                f"{{{quoted(name)}, {self.number(member['shape'])}, "
                f"{'true' if name in required else 'false'}}}"
                for name, member in shape["members"].items())
            arrays.append(f"constexpr Member kMembers{number}[] = {{{members}}};")
            fields.append(f".members = kMembers{number}")
        element = shape.get("member") or shape.get("value")
        if element:
            fields.append(f".element = {self.number(element['shape'])}")
        if "key" in shape:
            fields.append(f".key = {self.number(shape['key']['shape'])}")
        return "{" + ", ".join(fields) + "}"


def status_of(shape):
    """The HTTP status of an error: AWS's JSON services say 400 unless they say otherwise."""
    return shape.get("error", {}).get("httpStatusCode", 500 if shape.get("fault") else 400)


def errors_of(model, operations):
    """{name: status} of the errors that the operations name."""
    names = {error["shape"] for operation in operations
             for error in model["operations"][operation].get("errors", ())}
    return {name: status_of(model["shapes"][name]) for name in sorted(names)}


def table(service, model, operations):
    """The whole C++ file."""
    shapes = Table({**model["shapes"], "": {"type": "structure"}})  # "": of no members
    rows = [f"{{{quoted(name)}, {shapes.number(part(model, name, 'input'))}, "
            f"{shapes.number(part(model, name, 'output'))}}}" for name in operations]
    arrays, shape_rows = shapes.rows()
    errors = [f"{{{quoted(name)}, {status}}}"
              for name, status in errors_of(model, operations).items()]
    meta = model["metadata"]
    lines = [f"// Made from botocore's description of {service} by scripts/aws_model.py.",
             '#include "aws/json/model.hpp"', "",
             "namespace helio::aws::json {", "namespace {",
             *arrays,
             "constexpr Shape kShapes[] = {", *(f"    {row}," for row in shape_rows), "};",
             "constexpr OperationModel kOperations[] = {", *(f"    {row}," for row in rows), "};",
             "constexpr ErrorModel kErrors[] = {", *(f"    {row}," for row in errors), "};",
             "}  // namespace", "",
             f"extern ServiceModel const {service}_model;",
             f"ServiceModel const {service}_model{{",
             f"    {quoted(meta.get('signingName', meta['endpointPrefix']))}, "
             f"{quoted(meta['targetPrefix'])}, {quoted(meta['jsonVersion'])},",
             "    kOperations, kErrors, kShapes};", "",
             "}  // namespace helio::aws::json", ""]
    return "\n".join(lines)


def part(model, operation, side):
    """The name of the operation's input or output shape."""
    if operation not in model["operations"]:
        sys.exit(f"botocore's description has no operation {operation}.")
    return model["operations"][operation].get(side, {}).get("shape", "")


def main(service, output, *operations):
    """Writes the file only when all of it is there."""
    text = table(service, description(service), operations)
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
