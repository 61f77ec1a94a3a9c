"""JSON values of unknown shape, read without trusting that a key is there or of its kind."""

from collections.abc import Iterator
from typing import Any, TypeGuard

Record = dict[str, Any]


def is_record(value: object) -> TypeGuard[Record]:
    """Whether it is a JSON object."""
    return isinstance(value, dict)


def records(value: object, *keys: str) -> list[Record]:
    """The objects in the list under the first of `keys` that has one; none if nothing fits."""
    if not is_record(value):
        return []
    found: list[object] = next((v for key in keys if isinstance(v := value.get(key), list)), [])
    return [each for each in found if is_record(each)]


def text(value: object, *keys: str) -> str:
    """The first of `keys` that holds words; empty where none does."""
    if not is_record(value):
        return ""
    return next((found for key in keys if (found := _words(value.get(key)))), "")


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def real(value: object, *keys: str) -> float | None:
    """The first of `keys` that holds a number, also as text; None where none does."""
    if not is_record(value):
        return None
    return next(_numbers(value.get(key) for key in keys), None)


def _numbers(values: Iterator[object]) -> Iterator[float]:
    for value in values:
        if isinstance(value, bool):
            continue
        if isinstance(value, int | float) or (
            isinstance(value, str) and value.replace(".", "", 1).isdecimal()
        ):
            yield float(value)


def count(value: object, *keys: str) -> int | None:
    """As `real`, for repetitions and rounds: a whole number from 1 to 1000."""
    found = real(value, *keys)
    return int(found) if found is not None and found == int(found) and 1 <= found <= 1000 else None


def reps_range(low: int | None, high: int | None) -> tuple[int, int] | None:
    """Both ends of a range where one may be missing, or written the other way round."""
    known = sorted(n for n in (low, high) if n is not None)
    return (known[0], known[-1]) if known else None
