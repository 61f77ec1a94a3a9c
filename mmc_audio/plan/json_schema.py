"""The JSON Schemas of a plan's and a program's file, for editors: completion and a first check.

They are made from the models, and are looser than the reader where a pattern cannot say more.
"""

from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mmc_audio.plan.base import Model
from mmc_audio.plan.choices import PlanWord
from mmc_audio.plan.model import Plan
from mmc_audio.plan.program_file import ProgramFile

_EXAMPLE = {
    "title": "Monday arms",
    "goal": "hypertrophy",
    "work": [
        {"exercise": "biceps_curl", "sets": "3x10", "tempo": "3-0-2-1", "load": "65%"},
        {"exercise": "plank", "sets": 2, "hold": "30s", "rest": "1:00"},
    ],
    "close": ["progressive_relaxation", "reflection"],
}


class _SchemaOfFile(GenerateJsonSchema):
    """A file leaves a key out where Python has None, and has no titles of its own."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        return False


def json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a plan as written, read by YAML 1.2: `rest: 75s`, not `rest_ms`."""
    about = {
        "title": "Workout plan for mmc-audio",
        "description": "What is trained in one session, and how the coach speaks.",
        "examples": [_EXAMPLE],
    }
    schema = Plan.model_json_schema(schema_generator=_SchemaOfFile)
    return {"$schema": _SchemaOfFile.schema_dialect, **schema, **about, "required": []}


def program_json_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a program as written."""
    schema = ProgramFile.model_json_schema(schema_generator=_SchemaOfFile)
    about = {
        "title": "Program for mmc-audio",
        "description": "Which plan is trained when.",
    }
    return {"$schema": _SchemaOfFile.schema_dialect, **schema, **about}


def key_table(model: type[Model]) -> str:
    """The keys of a model as a table in Markdown, for docs/plan.md."""
    rows = []
    for key, name in model.file_keys().items():
        field = model.model_fields[name]
        choices = " ".join(f"`{word}`" for word in _choices(field.annotation))
        text = f"{choices}: {field.description}" if choices else field.description
        rows.append(f"| `{key}` | {text}{_left_out(field.default)} |")
    return "\n".join(["| key | what it may be |", "| --- | --- |", *rows]) + "\n"


def _left_out(default: object) -> str:
    return f"; `{default}` where left out" if isinstance(default, str) else ""


def _choices(annotation: object) -> list[str]:
    """The words that a field chooses from, also where they may be several or left out."""
    if isinstance(annotation, type) and issubclass(annotation, PlanWord):
        return list(annotation)
    return [word for part in get_args(annotation) for word in _choices(part)]
