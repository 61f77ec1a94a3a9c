"""Cache keys made from whole frozen dataclasses, so that a new field is in the key by itself.

A field that does not shape what is cached says so where it is declared, by `UNKEYED`. It is never
left out by being forgotten; `tests/_lib/test_content_key.py` alters every field of what is keyed.
"""

import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, singledispatch
from hashlib import sha256
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

UNKEYED = MappingProxyType({"unkeyed": True})
"""For `dataclasses.field(metadata=UNKEYED)`: that field is no part of any cache key."""


def content_key(*values: object) -> str:
    """A digest, 64 hexadecimal digits, that changes with anything in `values`.

    Args:
        values: texts, numbers, bytes, paths, dates, enumerations; tuples, lists, sets, mappings,
            dataclasses and pydantic models of them.

    Raises:
        TypeError: for a value of another kind: its text might not say everything.
    """
    text = json.dumps(_plain(values), separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@cache
def keyed_names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass or pydantic model that are in its keys; none for other types."""
    if is_dataclass(kind):
        return tuple(one.name for one in fields(kind) if not one.metadata.get("unkeyed"))
    return tuple(getattr(kind, "model_fields", ()))


def _plain(value: object) -> object:
    """`value` as JSON that differs wherever it differs, its type included."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return {type(value).__name__: _exact(value)}


@singledispatch
def _exact(value: object) -> object:
    """A dataclass or a model, field by field."""
    kind: Any = type(value)
    names = keyed_names(kind)
    if not names:
        raise TypeError(f"a {kind.__name__} cannot be part of a cache key")
    return {name: _plain(getattr(value, name)) for name in names}


@_exact.register
def _(value: Mapping) -> object:  # type: ignore[type-arg]
    return sorted(([_plain(name), _plain(one)] for name, one in value.items()), key=json.dumps)


@_exact.register
def _(value: Set) -> object:  # type: ignore[type-arg]
    return sorted(map(_plain, value), key=json.dumps)


@_exact.register
def _(value: bytes) -> object:
    return value.hex()


@_exact.register(PurePath)
@_exact.register(date)
@_exact.register(Enum)
def _(value: object) -> object:
    return str(value)
