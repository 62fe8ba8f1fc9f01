/* Code that a program writes itself: a function that returns a number below 128. */
#pragma once
#include "../object.h"
#include <string.h>

#if defined __x86_64__
/* mov eax, NUMBER; ret */
enum { NUMBER_AT = 1, NUMBER_SHIFT = 0 };
static const unsigned char function[] = {0xb8, 0, 0, 0, 0, 0xc3};
#elif defined __aarch64__
/* mov w0, NUMBER; ret. The number begins in bit 5. */
enum { NUMBER_AT = 0, NUMBER_SHIFT = 5 };
static const unsigned char function[] = {0, 0, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6};
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
/* li r3, NUMBER; blr */
enum { NUMBER_AT = 0, NUMBER_SHIFT = 0 };
static const unsigned char function[] = {0, 0, 0x60, 0x38, 0x20, 0, 0x80, 0x4e};
#elif defined __s390x__
/* lghi r2, NUMBER; br r14 */
enum { NUMBER_AT = 3, NUMBER_SHIFT = 0 };
static const unsigned char function[] = {0xa7, 0x29, 0, 0, 0x07, 0xfe};
#elif defined __riscv && __riscv_xlen == 64
/* li a0, NUMBER; ret. The number begins in bit 20. */
enum { NUMBER_AT = 2, NUMBER_SHIFT = 4 };
static const unsigned char function[] = {0x13, 0x05, 0, 0, 0x67, 0x80, 0, 0};
#else
#error "no code for this processor"
#endif

/* Not every processor notices by itself that code has changed; those must be able to read it. */
static inline void forget_code(char *code) { __builtin___clear_cache(code, code + sizeof function); }

static inline void write_code(char *memory, int number) {
    memcpy(memory, function, sizeof function);
    unsigned part = (unsigned)number << NUMBER_SHIFT;
    memory[NUMBER_AT] = (char)(memory[NUMBER_AT] | part);
    memory[NUMBER_AT + 1] = (char)(memory[NUMBER_AT + 1] | part >> 8);
    forget_code(memory);
}

static inline int run_code(char *code) { return ((int (*)(void))(void *)code)(); }
