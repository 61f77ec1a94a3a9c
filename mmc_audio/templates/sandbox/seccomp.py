"""Locks a process with seccomp (Linux): only the system calls that rendering needs remain.

Limits on files and processes leave out some calls, such as removing a file or killing a process,
and do not bind the system's administrator. This filter does: every call that is not in the list is
answered with EPERM. Where there is no such lock, the limits of `process.py` hold alone.

Hand-written: a few steps of BPF need no library, and `syscalls.py` says why none has its tables.
"""

import ctypes
import os
import struct
import sys

from mmc_audio.templates.sandbox.syscalls import ALLOWED

_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""AUDIT_ARCH of linux/audit.h: a call by another machine's numbers is refused."""

_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _MACHINE = 0, 4
"""Where they stand in struct seccomp_data."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
"""SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM."""

_NO_NEW_PRIVILEGES, _GET_SECCOMP, _SET_SECCOMP, _FILTER = 38, 21, 22, 2


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def available() -> bool:
    """Whether `lock` can close a process here; closes nothing."""
    if sys.platform != "linux" or os.uname().machine not in ALLOWED:
        return False
    return int(ctypes.CDLL(None).prctl(_GET_SECCOMP, 0, 0, 0, 0)) >= 0


def lock() -> bool:
    """Close the process for good; False where the system has no such lock, or no list here."""
    if sys.platform != "linux" or os.uname().machine not in ALLOWED:
        return False
    code = _code(os.uname().machine)
    program = _FilterProgram(len(code) // 8, code)
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not prctl(_SET_SECCOMP, _FILTER, ctypes.addressof(program), 0, 0)


def _code(machine: str) -> bytes:
    """The filter, as classic BPF: wrong machine, refuse; number in the list, allow; else refuse.

    A number is compared as a whole, so one with the mark of the x32 interface (bit 30) is not in
    the list. A jump is counted from the step after it: the last steps are refuse and allow.
    """
    numbers = sorted(ALLOWED[machine])
    head = (
        _step(_LOAD, _MACHINE),
        _step(_JUMP_IF_EQUAL, _ARCH[machine], 0, len(numbers) + 1),
        _step(_LOAD, _NUMBER),
    )
    asked = (
        _step(_JUMP_IF_EQUAL, number, len(numbers) - place, 0)
        for place, number in enumerate(numbers)
    )
    return b"".join((*head, *asked, _step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW)))


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
