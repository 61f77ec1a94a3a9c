"""The numbers of the system calls that rendering needs, and nothing else: data of the kernel.

From arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of Linux; these
never change. They are written by hand: pyseccomp, which knows them by name, needs libseccomp in the
system, which is not in a slim container or on Alpine; there the sandbox would be without a lock.
"""

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
