"""The kernel's own lock on a process (Linux): from here on it may compute and answer, no more.

Limits on files and processes leave out some calls, such as removing a file or killing a process,
and do not bind the system's administrator. This filter does: every call that is not in the list is
answered with EPERM. Where there is no such lock, the limits of `jail.py` hold alone.
"""

import ctypes
import os
import struct
import sys

ALLOWED: dict[str, frozenset[int]] = {
    "x86_64": frozenset((
        0, 1, 3,            # read, write, close
        9, 10, 11, 12, 25, 28,   # mmap, mprotect, munmap, brk, mremap, madvise
        13, 14, 15, 131,    # rt_sigaction, rt_sigprocmask, rt_sigreturn, sigaltstack
        24, 35, 230,        # sched_yield, nanosleep, clock_nanosleep
        36, 38,             # getitimer, setitimer
        39, 186, 98, 100,   # getpid, gettid, getrusage, times
        96, 201, 228, 229,  # gettimeofday, time, clock_gettime, clock_getres
        202, 334,           # futex, rseq
        60, 231, 318,       # exit, exit_group, getrandom
    )),
    "aarch64": frozenset((
        63, 64, 57,
        222, 226, 215, 214, 216, 233,
        134, 135, 139, 132,
        124, 101, 115,
        102, 103,
        172, 178, 165, 153,
        169, 113, 114,
        98, 293,
        93, 94, 278,
    )),
}  # fmt: skip
"""Numbers of the system calls that rendering needs, by machine."""

_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH of linux/audit.h: a call by another machine's numbers is refused."""

_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _MACHINE = 0, 4
"""Where they stand in struct seccomp_data."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
"""SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM."""
_X32 = 0x40000000
"""From this number on, calls are those of another interface."""

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def lock() -> bool:
    """Close the process for good; False where the system has no such lock, or no list here."""
    if sys.platform != "linux" or os.uname().machine not in ALLOWED:
        return False
    code = _code(os.uname().machine)
    program = _Program(len(code) // 8, code)
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0)


def _code(machine: str) -> bytes:
    """The filter, as classic BPF: wrong machine, refuse; number in the list, allow; else refuse."""
    numbers = sorted(ALLOWED[machine])
    head = (
        _step(_LOAD, _MACHINE),
        _step(_JUMP_IF_EQUAL, _ARCH[machine], 0, len(numbers) + 2),
        _step(_LOAD, _NUMBER),
        _step(_JUMP_IF_AT_LEAST, _X32, len(numbers), 0),
    )
    asked = (
        _step(_JUMP_IF_EQUAL, number, len(numbers) - place, 0)
        for place, number in enumerate(numbers)
    )
    return b"".join((*head, *asked, _step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW)))


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
