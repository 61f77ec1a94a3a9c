"""The base of every model of a plan: what is wrong with it is said in the words of the plan."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import CoreSchema, ErrorDetails, InitErrorDetails

from mmc_audio._lib.suggest import did_you_mean
from mmc_audio.plan.faults import KEY, as_error, fault, reworded
from mmc_audio.plan.notation.number import quoted
from mmc_audio.plan.written import PlanSource, position_of

_DEPTH: ContextVar[int] = ContextVar("depth of models being read", default=0)


class Model(BaseModel):
    """Frozen; unknown keys are errors.

    It is read from a plan's file and made in Python by the same rules. A field may have a name in
    the file, its alias, that is shorter than its name here: `rest` for `rest_ms`. A number is
    milliseconds under the long name, and what the file would say, seconds, under the short one.

    Raises:
        PlanError: for one mistake, ManyErrors for several: never pydantic's own ValidationError.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    NOUN: ClassVar[str] = "this"
    """What messages call it, with its article: `an exercise`."""
    HINTS: ClassVar[Mapping[str, str]] = {}
    """What to do instead, by a key that people may write here."""
    ABSENT: ClassVar[frozenset[str]] = frozenset()
    """Keys of the model's parent that it does not have."""
    ALONE: ClassVar[str] = ""
    """The field that may be written alone, without its key: `plank` for `exercise: plank`."""

    @classmethod
    @cache
    def file_keys(cls) -> dict[str, str]:
        """The field of each key that a file may have."""
        every = {f.alias or name: name for name, f in cls.model_fields.items() if f.description}
        return {key: name for key, name in every.items() if key not in cls.ABSENT}

    @classmethod
    def spread(cls, data: object) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """The keys that `data` stands for, and what is wrong with how they were written."""
        if isinstance(data, Mapping):
            return dict(data), []
        if cls.ALONE:
            return {cls.ALONE: data}, []
        return {}, [fault(f"{cls.NOUN} is a mapping of keys; write `key: value` lines")]

    def conflicts(self) -> list[InitErrorDetails]:
        """What cannot be meant together."""
        return []

    @model_validator(mode="wrap")
    @classmethod
    def _read(
        cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        depth = _DEPTH.get()
        token = _DEPTH.set(depth + 1)
        try:
            return handler(data) if isinstance(data, cls) else cls._from_keys(data, handler)
        except ValidationError as error:
            if depth:
                raise
            source = info.context if isinstance(info.context, PlanSource) else None
            raise as_error(error, source) from None
        finally:
            _DEPTH.reset(token)

    @classmethod
    def _from_keys(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        given, errors = cls.spread(data)
        if not given and errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        known, unknown = cls._sorted_out(given)
        errors += unknown
        if "position" in cls.model_fields and position_of(data):
            known["position"] = position_of(data)
        try:
            made = handler(known)
            errors += [] if errors else made.conflicts()
        except ValidationError as error:
            alone = cls.ALONE and not isinstance(data, Mapping)
            errors += [cls._worded(each, alone=bool(alone)) for each in error.errors()]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return made

    @classmethod
    def _worded(cls, error: ErrorDetails, *, alone: bool) -> InitErrorDetails:
        """An error of a field as one of this model, at the key that the file has for it."""
        field = cls.model_fields.get(str(error["loc"][0])) if error["loc"] else None
        key = field.alias if field and field.alias else error["loc"][0:1]
        path = ((key,) if isinstance(key, str) else key) + error["loc"][1:]
        worded = reworded({**error, "loc": path}, cls.NOUN)
        return {**worded, "loc": path[1:]} if alone and path[:1] == (cls.ALONE,) else worded

    @classmethod
    def _sorted_out(cls, given: dict[str, Any]) -> tuple[dict[str, Any], list[InitErrorDetails]]:
        """What is given by key, and the keys that the model does not have."""
        by_key = cls.file_keys()
        absent = {n for n, f in cls.model_fields.items() if (f.alias or n) in cls.ABSENT}
        known: dict[str, Any] = {}
        errors = []
        for name, value in given.items():
            if name in by_key:
                known[by_key[name]] = _as_written(value) if by_key[name] != name else value
            elif name in cls.model_fields and name not in absent:
                known[name] = value
            elif name not in absent or value is not None:
                errors.append(fault(cls._unknown(str(name)), str(name), kind=KEY))
        return known, errors

    @classmethod
    def _unknown(cls, name: str) -> str:
        what = f"{quoted(name)} is no key of {cls.NOUN}"
        if name in cls.HINTS:
            return f"{what}; {cls.HINTS[name]}"
        known = list(cls.file_keys())
        word = re.sub("[- ]", "_", name.lower())
        return f"{what}; {did_you_mean(word, known, 'it knows ' + ', '.join(known))}"

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        shared = handler(schema)
        made = handler.resolve_ref_schema(shared)
        keys = cls.file_keys()
        made["properties"] = {k: v for k, v in made["properties"].items() if k in keys}
        made |= cls.more_schema()
        if not cls.ALONE:
            return shared
        return {"anyOf": [made["properties"][cls.ALONE], shared]}

    @classmethod
    def more_schema(cls) -> dict[str, Any]:
        """What the JSON Schema says besides the keys."""
        return {}


def _as_written(value: object) -> object:
    """A number under a key of the file, as the file would have it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if is_number else value


def or_list(schema: dict[str, Any]) -> None:
    """Let the JSON Schema of a key take a list as well, with one entry for each set."""
    one = {key: schema.pop(key) for key in list(schema) if key != "description"}
    schema["anyOf"] = [one, {"type": "array"}]


def or_text(schema: dict[str, Any]) -> None:
    """Let the JSON Schema of a key take what is written for it, or the list it stands for."""
    for key in set(schema) - {"description"}:
        del schema[key]
    schema["anyOf"] = [{"type": "string"}, {"type": "array"}]
