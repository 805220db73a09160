"""The few messages of TensorFlow's GraphDef that a frozen inference graph needs.

Field numbers are those of tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape,
types,versions}.proto. With them as data, neither TensorFlow nor protoc is needed at set-up.
"""

from __future__ import annotations

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PACKAGE = "tensorflow"

DATA_TYPES = {"DT_INVALID": 0, "DT_FLOAT": 1, "DT_DOUBLE": 2, "DT_INT32": 3, "DT_UINT8": 4,
              "DT_INT16": 5, "DT_INT8": 6, "DT_STRING": 7, "DT_INT64": 9, "DT_BOOL": 10}

# Message -> field -> (number, type); "[]" marks a repeated field.
MESSAGES = {
    "TensorShapeDim": {"size": (1, "int64"), "name": (2, "string")},
    "TensorShapeProto": {"dim": (2, "TensorShapeDim[]"), "unknown_rank": (3, "bool")},
    "TensorProto": {"dtype": (1, "DataType"), "tensor_shape": (2, "TensorShapeProto"),
                    "tensor_content": (4, "bytes")},
    "ListValue": {"s": (2, "bytes[]"), "i": (3, "int64[]"), "f": (4, "float[]"), "b": (5, "bool[]"),
                  "type": (6, "DataType[]"), "shape": (7, "TensorShapeProto[]")},
    "AttrValue": {"list": (1, "ListValue"), "s": (2, "bytes"), "i": (3, "int64"),
                  "f": (4, "float"), "b": (5, "bool"), "type": (6, "DataType"),
                  "shape": (7, "TensorShapeProto"), "tensor": (8, "TensorProto")},
    # map<string, AttrValue> attr is, on the wire, a repeated message of key and value.
    "AttrEntry": {"key": (1, "string"), "value": (2, "AttrValue")},
    "NodeDef": {"name": (1, "string"), "op": (2, "string"), "input": (3, "string[]"),
                "attr": (5, "AttrEntry[]")},
    "VersionDef": {"producer": (1, "int32")},
    "GraphDef": {"node": (1, "NodeDef[]"), "versions": (4, "VersionDef")},
}

ONEOFS = {"AttrValue": "value"}  # an empty list or a 0 is written too: which field is set matters

_Field = descriptor_pb2.FieldDescriptorProto
SCALARS = {"string": _Field.TYPE_STRING, "bytes": _Field.TYPE_BYTES, "int64": _Field.TYPE_INT64,
           "int32": _Field.TYPE_INT32, "float": _Field.TYPE_FLOAT, "bool": _Field.TYPE_BOOL}


def _describe() -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(name="graphdef.proto", package=PACKAGE,
                                              syntax="proto3")
    enum = file.enum_type.add(name="DataType")
    for name, number in DATA_TYPES.items():
        enum.value.add(name=name, number=number)
    for message_name, fields in MESSAGES.items():
        message = file.message_type.add(name=message_name)
        if message_name in ONEOFS:
            message.oneof_decl.add(name=ONEOFS[message_name])
        for field_name, (number, kind) in fields.items():
            _add_field(message, field_name, number, kind)
    return file


def _add_field(message, name: str, number: int, kind: str) -> None:
    field = message.field.add(name=name, number=number)
    field.label = _Field.LABEL_REPEATED if kind.endswith("[]") else _Field.LABEL_OPTIONAL
    kind = kind.removesuffix("[]")
    if kind in SCALARS:
        field.type = SCALARS[kind]
    else:
        field.type = _Field.TYPE_ENUM if kind == "DataType" else _Field.TYPE_MESSAGE
        field.type_name = f".{PACKAGE}.{kind}"
    if message.name in ONEOFS:
        field.oneof_index = 0


_pool = descriptor_pool.DescriptorPool()
_pool.Add(_describe())
GraphDef = message_factory.GetMessageClass(_pool.FindMessageTypeByName(f"{PACKAGE}.GraphDef"))
