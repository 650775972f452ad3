/* Stands before a program's writes to the files of a store, counts them, and stops the program, or fails, at one.
 *
 *   cc -shared -fPIC -O1 -o writes.so writes.c -ldl;  LD_PRELOAD=./writes.so python ...
 *
 * planner_arm(n, how) begins to count: at the n-th write, sync, truncation or removal of a file whose path has
 * "plans.sqlite" in it, it is done so: 0 the program is killed before it; 1 after half of it; 2 after all of it; 3 the
 * disk is full from here on; 4 the disk fails at this one; 5 the disk fails from here on.  planner_count() says how many
 * there were. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { BEFORE, HALF, AFTER, FULL, FAILS_ONCE, FAILS };

static long at = 0, seen = 0;
static int how = 0, armed = 0;

void planner_arm(long n, int mode) { at = n; how = mode; seen = 0; armed = 1; }
long planner_count(void) { return seen; }

static int ours(const char *path) { return strstr(path, "plans.sqlite") != NULL; }

static int is_ours(int fd) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return ours(path);
}

/* What becomes of this call: -1 nothing, else one of the ways above. */
static int fate(int mine) {
    if (!armed || !mine) return -1;
    long now = ++seen;
    if (now == at) return how;
    return now > at && at > 0 && (how == FULL || how == FAILS) ? how : -1;
}

static void stop(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

#define NEXT(type, name, ...) \
    static type (*next)(__VA_ARGS__); \
    if (!next) next = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define REFUSED(way) do { errno = (way) == FULL ? ENOSPC : EIO; return -1; } while (0)

#define WRITE(name, parameters, types, whole, half) \
    ssize_t name parameters { \
        NEXT(ssize_t, #name, types); \
        int way = fate(is_ours(fd)); \
        if (way == BEFORE) stop(); \
        if (way == HALF) { half; stop(); } \
        if (way == AFTER) { whole; stop(); } \
        if (way >= FULL) REFUSED(way); \
        return whole; \
    }
#define OF_WRITE int, const void *, size_t
#define OF_PWRITE int, const void *, size_t, off_t

WRITE(write, (int fd, const void *data, size_t size), OF_WRITE, next(fd, data, size), next(fd, data, size / 2))
WRITE(pwrite, (int fd, const void *data, size_t size, off_t place), OF_PWRITE, next(fd, data, size, place),
      next(fd, data, size / 2, place))
WRITE(pwrite64, (int fd, const void *data, size_t size, off_t place), OF_PWRITE, next(fd, data, size, place),
      next(fd, data, size / 2, place))

#define CALL(name, parameters, types, mine, whole) \
    int name parameters { \
        NEXT(int, #name, types); \
        int way = fate(mine); \
        if (way == BEFORE || way == HALF) stop(); \
        if (way == AFTER) { whole; stop(); } \
        if (way >= FULL) REFUSED(way); \
        return whole; \
    }
#define OF_FD int
#define OF_CUT int, off_t
#define OF_PATH const char *

CALL(fsync, (int fd), OF_FD, is_ours(fd), next(fd))
CALL(fdatasync, (int fd), OF_FD, is_ours(fd), next(fd))
CALL(ftruncate, (int fd, off_t size), OF_CUT, is_ours(fd), next(fd, size))
CALL(ftruncate64, (int fd, off_t size), OF_CUT, is_ours(fd), next(fd, size))
CALL(unlink, (const char *path), OF_PATH, ours(path), next(path))
