"""What goes wrong in a command, as an error that can be reported in one line."""

import errno
import os

from mmc_audio.errors import MmcError, OutputError, UnavailableError

NO_MEMORY_SIGNS = ("can't start new thread", "bad_alloc", "failed to map segment")
"""What CPython says without room for the stack of a thread, ONNX Runtime for a model, and the
system's loader for a library; NumPy repeats the last one in its own words."""
NO_MEMORY = (
    "there is not enough memory; close other programs and try again, or take a voice that needs "
    "less: --engine espeak"
)


def as_mmc_error(error: Exception) -> MmcError:
    """`error` as one for the user, whatever it is.

    Raises:
        KeyboardInterrupt: if Ctrl-C is behind it.
        Exception: `error` itself where it is a fault of the program, and MMC_AUDIO_DEBUG is set.
    """
    if isinstance(error, MmcError):
        return error
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return OutputError(f"the name is too long: {error.filename}; write a shorter one")
    if _for_want_of_memory(error):
        return UnavailableError(NO_MEMORY)
    if isinstance(error, OSError):
        return MmcError(f"{error.strerror or error}: {error.filename or 'a file'}")
    if _by_interrupt(error):
        raise KeyboardInterrupt from error
    if os.environ.get("MMC_AUDIO_DEBUG"):
        raise error
    return MmcError(_fault(error))


def _for_want_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    return any(sign in str(error) for sign in NO_MEMORY_SIGNS)


def _by_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind it: libraries wrap an interrupt in errors of their own.

    An error that is raised from itself is its own cause, so each is looked at once.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _fault(error: Exception) -> str:
    """A mistake of the program itself, reported so that it can be reported."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return (
        f"mmc-audio has a fault: {what} ({where}); please report it, with what "
        "MMC_AUDIO_DEBUG=1 says"
    )
