/* Objects of a network namespace, whose properties are what a program prints. */
#pragma once
#include "own.h"

#define ASK(id, line)                                                                                                          \
    static const char *id(void) { return answer("%s", line); }

#define PICK(id, line, key, words)                                                                                             \
    static const char *id(void) { return pick(line, key, words); }

/* Makes a network namespace with the loopback device up, and ours and theirs, both ends of a pair. */
void own_network(void);
void own_network_with_pair(void);
