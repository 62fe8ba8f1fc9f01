/* Namespaces of an object's own, and programs that describe and change what is in them. */
#pragma once
#include "../object.h"
#include <sched.h>
#include <sys/mount.h>

/*
 * Moves the program into new namespaces of these kinds (CLONE_NEWNS, ...). A new mount namespace is private, and the program starts
 * anew in it: otherwise its standard streams and its program file belong to mounts of the old one. Call it first in `create`.
 */
void own_namespaces(int kinds);

/* Runs a shell command, which must succeed: otherwise the object is unavailable. */
void command(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Runs several commands of ip, bridge or tc, which must succeed, in one process: starting one for each would take longer. */
void batch(const char *program, const char *lines);

/* What a shell command prints, in one line; or "nothing" or "exits with N". */
const char *answer(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The word `key` and the words behind it in what a shell command prints, or "nothing". The key "<" finds <A,B>. */
const char *pick(const char *line, const char *key, int words);

/* Ends as unavailable if a child could not enter such namespaces, which the child itself could not report. */
void need_namespaces(int kinds);

/* Makes a folder and mounts a file system on it, or is unavailable. */
void mount_at(const char *folder, const char *type, unsigned long flags, const char *options);

/* The options of the topmost mount at a path of the working directory, its propagation, its root and its type, from mountinfo. */
const char *mount_options(const char *path);
const char *mount_propagation(const char *path);
const char *mount_root(const char *path);
const char *mount_type(const char *path);
const char *super_options(const char *path);
const char *mount_layers(const char *path); /* how many mounts are at exactly this path */

/* Writes a small file, which must work; `put` is for files that only some kernels have. */
void write_file(const char *path, const char *data);
void put(const char *path, const char *data);
