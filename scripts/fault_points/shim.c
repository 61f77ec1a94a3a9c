/* Lets the n-th file operation below a folder fail, in this process and in all that it starts.
 *
 * Built by shim.py and loaded with LD_PRELOAD. FAULT_STATE names a file of four 64-bit numbers that
 * all processes share: operations so far, the one that fails (0: none), how, and whether it did.
 * FAULT_UNDER is the folder. Only operations that change something count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { FULL = 1, IO_ERROR = 2, HALF = 3, KILLED = 4, FULL_FROM_THEN_ON = 5 };

struct state { long count, at, how, hit; };
static struct state *state;
static char under[PATH_MAX];
static size_t under_length;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("FAULT_STATE"), *folder = getenv("FAULT_UNDER");
    if (!file || !folder || !realpath(folder, under)) return;
    under_length = strlen(under);
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *mapped = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) state = mapped;
}

static int is_under(const char *path) {
    return strncmp(path, under, under_length) == 0 && (path[under_length] == '/' || !path[under_length]);
}

static int path_counts(int folder, const char *path) {
    char whole[2 * PATH_MAX], base[PATH_MAX];
    if (path[0] == '/') return is_under(path);
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return 0;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t n = readlink(link, base, sizeof base - 1);
        if (n < 0) return 0;
        base[n] = 0;
    }
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    return is_under(whole);
}

static int file_counts(int fd) { return path_counts(fd, "."); }

/* 0: go on. Else how this operation fails; errno is set. */
static int fails(void) {
    if (!state || !state->at) return 0;
    long mine = __atomic_add_fetch(&state->count, 1, __ATOMIC_SEQ_CST);
    if (mine != state->at && !(state->how == FULL_FROM_THEN_ON && mine > state->at)) return 0;
    state->hit = 1;
    if (state->how == KILLED) kill(getpid(), SIGKILL);
    errno = state->how == IO_ERROR ? EIO : ENOSPC;
    return (int)state->how;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int opened(int folder, const char *path, int flags) {
    return (flags & (O_CREAT | O_TRUNC)) && path_counts(folder, path) && fails();
}

#define OPEN(name) int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, mode_t); \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    return opened(AT_FDCWD, path, flags) ? -1 : real(path, flags, mode); }
OPEN(open)
OPEN(open64)

#define OPENAT(name) int name(int folder, const char *path, int flags, ...) { \
    REAL(int, #name, int, const char *, int, mode_t); \
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, mode_t); va_end(rest); \
    return opened(folder, path, flags) ? -1 : real(folder, path, flags, mode); }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int how = file_counts(fd) ? fails() : 0;
    if (how == HALF && size > 1) return real(fd, data, size / 2);
    return how ? -1 : real(fd, data, size);
}

ssize_t writev(int fd, const struct iovec *data, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    int how = file_counts(fd) ? fails() : 0;
    if (how == HALF && count > 1) return real(fd, data, count / 2);
    return how ? -1 : real(fd, data, count);
}
#define SENDFILE(name) ssize_t name(int to, int from, off_t *at, size_t size) { \
    REAL(ssize_t, #name, int, int, off_t *, size_t); \
    return file_counts(to) && fails() ? -1 : real(to, from, at, size); }
SENDFILE(sendfile)
SENDFILE(sendfile64)

#define PWRITE(name) ssize_t name(int fd, const void *data, size_t size, off_t at) { \
    REAL(ssize_t, #name, int, const void *, size_t, off_t); \
    return file_counts(fd) && fails() ? -1 : real(fd, data, size, at); }
PWRITE(pwrite)
PWRITE(pwrite64)

#define ON_FILE(name) int name(int fd) { \
    REAL(int, #name, int); \
    return file_counts(fd) && fails() ? -1 : real(fd); }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TRUNCATE(name) int name(int fd, off_t size) { \
    REAL(int, #name, int, off_t); \
    return file_counts(fd) && fails() ? -1 : real(fd, size); }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return path_counts(AT_FDCWD, to) && fails() ? -1 : real(from, to);
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return path_counts(to_folder, to) && fails() ? -1 : real(from_folder, from, to_folder, to);
}
int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    return path_counts(AT_FDCWD, path) && fails() ? -1 : real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    return path_counts(folder, path) && fails() ? -1 : real(folder, path, flags);
}
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return path_counts(AT_FDCWD, path) && fails() ? -1 : real(path, mode);
}
int rmdir(const char *path) {
    REAL(int, "rmdir", const char *);
    return path_counts(AT_FDCWD, path) && fails() ? -1 : real(path);
}
int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    return path_counts(AT_FDCWD, to) && fails() ? -1 : real(from, to);
}
int symlink(const char *from, const char *to) {
    REAL(int, "symlink", const char *, const char *);
    return path_counts(AT_FDCWD, to) && fails() ? -1 : real(from, to);
}
