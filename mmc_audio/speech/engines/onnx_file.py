"""An ONNX file with other outputs than it was published with.

Models of voices compute how long each phoneme lasts, but hand out sound alone. The file is a
protocol buffer message, so that tensor can be made an output without the package `onnx`; the sound
stays the same, bit by bit. Where only lengths are wanted, all that makes sound can be left out.
"""

from collections.abc import Iterator

GRAPH = 7
"""Field number in ModelProto (onnx.proto3)."""
NODE, OUTPUT = 1, 12
"""In GraphProto."""
NODE_INPUT, NODE_OUTPUT = 1, 2
"""In NodeProto."""
NAME = 1
"""In ValueInfoProto."""
BYTES = 2
"""The wire type of a field that says its length first."""
SIZES = {1: 8, 5: 4}
"""Bytes of the fields of other types; type 0 is a varint."""

ProtoField = tuple[int, bytes, bytes]
"""Its number, all its bytes, and its content (empty where it is a number)."""


def with_output(model: bytes, tensor: bytes) -> bytes:
    """The file, with this tensor as one more output: an appended part is merged into the first."""
    return model + _field(GRAPH, _output(tensor))


def only_output(model: bytes, tensor: bytes) -> bytes:
    """The file, with this tensor as its only output, and without what is not needed for it."""
    parts = _fields(model)
    return b"".join(
        _field(GRAPH, _reduced(content, tensor)) if number == GRAPH else raw
        for number, raw, content in parts
    )


def _reduced(graph: bytes, tensor: bytes) -> bytes:
    """A graph's nodes are in an order in which each comes behind those that it needs."""
    needed, kept = {tensor}, []
    for number, raw, content in reversed(list(_fields(graph))):
        if number == OUTPUT:
            continue
        if number == NODE:
            if needed.isdisjoint(_names(content, NODE_OUTPUT)):
                continue
            needed |= _names(content, NODE_INPUT)
        kept.append(raw)
    return b"".join(reversed(kept)) + _output(tensor)


def _names(node: bytes, kind: int) -> set[bytes]:
    return {content for number, _, content in _fields(node) if number == kind and content}


def _fields(message: bytes) -> Iterator[ProtoField]:
    at = 0
    while at < len(message):
        begin = at
        key, at = _varint(message, at)
        content = b""
        if key & 7 == BYTES:
            size, at = _varint(message, at)
            content = message[at : at + size]
            at += size
        elif key & 7 in SIZES:
            at += SIZES[key & 7]
        else:
            _, at = _varint(message, at)
        yield key >> 3, message[begin:at], content


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def _output(tensor: bytes) -> bytes:
    return _field(OUTPUT, _field(NAME, tensor))


def _field(number: int, content: bytes) -> bytes:
    """A field of bytes."""
    return _number(number << 3 | BYTES) + _number(len(content)) + content


def _number(value: int) -> bytes:
    groups = bytearray()
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*groups, value])
