"""The catalogue's records for the tests that look at their words and facts."""

from collections.abc import Callable, Iterator

from mmc_audio.coaching.catalogue.files import exercises

EXERCISES = exercises()["exercises"]


def each(check: Callable[[dict], None]) -> Callable[[], None]:
    """One test over all exercises, which names every one that fails."""

    def over_all() -> None:
        faults = []
        for x in EXERCISES:
            try:
                check(x)
            except AssertionError as fault:
                faults.append(f"{x['id']}: {fault}")
        assert faults == []

    return over_all


def texts(value: object) -> Iterator[str]:
    """All texts in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
