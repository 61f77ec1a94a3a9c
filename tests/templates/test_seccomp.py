"""The filter itself, step by step as the kernel takes it: on any machine, for any call."""

import os
import platform
import struct

import pytest

from mmc_audio.templates.sandbox import seccomp
from mmc_audio.templates.sandbox.syscalls import ALLOWED

ALLOW, REFUSE_WITH_EPERM = 0x7FFF0000, 0x00050001
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
OTHER_MACHINES = [0x40000003, 0x40000028, 0xC00000F3, 0]
"""AUDIT_ARCH of i386, arm, riscv64, and nonsense."""
X32 = 0x40000000
ANY_NUMBER = [*range(600), *range(X32, X32 + 600), 2**31, 2**32 - 1]


def verdict(code, machine, number):
    """What the filter returns for a call."""
    steps = list(struct.iter_unpack("=HBBI", code))
    data = {0: number, 4: machine}
    at = loaded = 0
    while True:
        kind, if_so, if_not, value = steps[at]
        at += 1
        match kind:
            case 0x20:
                loaded = data[value]
            case 0x15:
                at += if_so if loaded == value else if_not
            case 0x06:
                return value


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_in_the_list_is_allowed_and_all_else_refused(machine):
    code = seccomp._code(machine)
    assert set(ALLOWED) == set(MACHINES)
    for number in ANY_NUMBER:
        expected = ALLOW if number in ALLOWED[machine] else REFUSE_WITH_EPERM
        assert verdict(code, MACHINES[machine], number) == expected


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_of_the_x32_interface_are_refused(machine):
    code = seccomp._code(machine)
    for number in ALLOWED[machine]:
        assert verdict(code, MACHINES[machine], X32 | number) == REFUSE_WITH_EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machines_numbers_are_refused(machine):
    code = seccomp._code(machine)
    others = [*OTHER_MACHINES, *(MACHINES[other] for other in MACHINES if other != machine)]
    for other in others:
        for number in ALLOWED[machine]:
            assert verdict(code, other, number) == REFUSE_WITH_EPERM


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"), reason="calls by number"
)
def test_the_kernel_refuses_it_too():
    """With EPERM: an unknown number alone would be ENOSYS."""
    import ctypes
    import errno

    if not (child := os.fork()):
        call = ctypes.CDLL(None, use_errno=True).syscall
        locked = seccomp.lock()
        refused = [
            call(ctypes.c_long(number)) == -1 and ctypes.get_errno() == errno.EPERM
            for number in (X32 | 39, 57, 400)  # getpid of x32, fork, a number of no call
        ]
        os._exit(0 if locked and all(refused) and call(39) > 0 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
