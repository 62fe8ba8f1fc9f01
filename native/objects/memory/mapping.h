/* What objects of this folder share: how a mapping looks to the kernel and to an access. */
#pragma once
#include "../object.h"

enum { PAGE = 4096 };

/* An address with room for this size, between two inaccessible pages, so that no neighbour merges with what is mapped there. */
char *reserve(size_t size);

/* mmap there, with needs(). Without a descriptor (-1) the mapping is anonymous. */
char *map_at(char *where, size_t size, int protection, int flags, int fd);

/* Text that differs in every page and in every sequence; and a digest of memory, or the error of reading it. */
void fill(void *memory, size_t size, uint64_t sequence);
const char *digest(const void *memory, size_t size);

/* One line of the mapping that holds the address in /proc/self/smaps, such as "Rss:", or "unmapped". */
const char *smaps(const void *address, const char *key);

/* VmFlags of that mapping without soft-dirty, which says nothing about the mapping. */
const char *vm_flags(const void *address);

/* Whether VmFlags has this flag: "mg" or "no mg". A kernel that does not know the flag has no text for it either. */
const char *vm_flag(const void *address, const char *flag);

/* Size, permissions and offset of that mapping; and the same with its path. */
const char *shape(const void *address);
const char *mapped(const void *address);

/* One character a page: p private copy, s page of a file or of shared memory, w swapped, G guard, - none. At most 200 pages. */
const char *pages(const void *address, int count);

/* What an access gives: the byte, or the signal. */
const char *load(const void *address);
const char *store(void *address, char value);

/* Runs the reader in a child, which has its own copy of the memory. */
const char *in_child(const char *(*read)(void));

/* A file of this size in the working directory, filled with this sequence. Returns its descriptor, open for reading and writing.
 */
int make_file(const char *name, mode_t mode, size_t size, uint64_t sequence);
