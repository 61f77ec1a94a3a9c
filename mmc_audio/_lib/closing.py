"""What is used in a `with` statement, and closed at its end whatever happened in it."""

from types import TracebackType
from typing import Self


class Closing:
    """A context manager that gives itself and is closed at the end."""

    def close(self) -> None:
        """End what was begun; called once or more."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
