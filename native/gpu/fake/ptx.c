/* See ptx.h. Registers are kept as 64 bits; 32-bit values are cut when they are written. */
#define _GNU_SOURCE
#include "ptx.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 128, OPERANDS = 4 };

enum op { MOV, LD_PARAM_32, LD_PARAM_64, LD_32, ST_32, CVTA, ADD_32, ADD_64, MUL_LO, MUL_WIDE, MAD_LO, SETP_GE, SETP_LT, BRA, RET };
static const char *const ops[] = {"mov.u32",  "ld.param.u32",  "ld.param.u64", "ld.global.u32", "st.global.u32",
                                  "cvta.to.global.u64", "add.u32", "add.u64", "mul.lo.u32", "mul.wide.u32",
                                  "mad.lo.u32", "setp.ge.u32", "setp.lt.u32", "bra", "ret", NULL};

/* Registers that every thread has, before its own. */
static const char *const specials[] = {"%ctaid.x", "%ctaid.y", "%tid.x", "%tid.y", "%ntid.x", "%ntid.y", NULL};
enum { SPECIALS = 6 };

struct operand {
    bool constant;
    uint64_t value; /* itself, or the number of its register, parameter or label */
};

struct instruction {
    bool guarded;
    unsigned guard;
    enum op op;
    struct operand operands[OPERANDS];
};

struct names {
    char *of[MOST];
    unsigned count;
};

struct ptx {
    struct instruction code[MOST];
    unsigned length, target[MOST];
    struct names registers, parameters, labels;
};

static bool known(const char *const *list, const char *word, unsigned *at) {
    for (*at = 0; list[*at]; (*at)++)
        if (strcmp(list[*at], word) == 0) return true;
    return false;
}

/* Returns the number of a name, a new one if the name is new. */
static unsigned number(struct names *names, const char *word) {
    for (unsigned i = 0; i < names->count; i++)
        if (strcmp(names->of[i], word) == 0) return i;
    if (names->count == MOST) abort();
    names->of[names->count] = strdup(word);
    return names->count++;
}

static struct operand operand(struct ptx *kernel, enum op op, const char *word) {
    if (word[0] == '%') return (struct operand){.value = number(&kernel->registers, word)};
    if (op == BRA) return (struct operand){.value = number(&kernel->labels, word)};
    if (op == LD_PARAM_32 || op == LD_PARAM_64) return (struct operand){.value = number(&kernel->parameters, word)};
    return (struct operand){.constant = true, .value = strtoull(word, NULL, 0)};
}

/* Splits a line into its words, without what separates them. */
static unsigned words(char *line, char **into) {
    unsigned count = 0;
    char *rest;
    for (char *word = strtok_r(line, " \t,[];(){}", &rest); word && count < MOST; word = strtok_r(NULL, " \t,[];(){}", &rest))
        into[count++] = word;
    return count;
}

/* ".visible .entry NAME(.param .u64 a, .param .u32 b)" */
static void declare(struct ptx *kernel, char **word, unsigned count) {
    for (unsigned i = 0; i + 2 < count; i++)
        if (strcmp(word[i], ".param") == 0) number(&kernel->parameters, word[i + 2]);
}

static bool parse_line(struct ptx *kernel, char *line) {
    char *word[MOST];
    unsigned count = words(line, word), next = 0, op;
    if (count == 0 || word[0][0] == '.') {
        declare(kernel, word, count);
        return true;
    }
    char *colon = strchr(word[0], ':');
    if (colon) {
        *colon = 0;
        kernel->target[number(&kernel->labels, word[0])] = kernel->length;
        return count == 1;
    }
    if (kernel->length == MOST) return false;
    struct instruction *instruction = &kernel->code[kernel->length++];
    if (word[0][0] == '@') {
        instruction->guarded = true;
        instruction->guard = number(&kernel->registers, word[next++] + 1);
    }
    if (next == count || !known(ops, word[next++], &op) || count - next > OPERANDS) return false;
    instruction->op = (enum op)op;
    for (unsigned i = 0; next < count; i++) instruction->operands[i] = operand(kernel, instruction->op, word[next++]);
    return true;
}

struct ptx *ptx_parse(const char *text) {
    struct ptx *kernel = calloc(1, sizeof *kernel);
    char *copy = strdup(text), *rest;
    bool good = kernel && copy;
    for (unsigned i = 0; good && specials[i]; i++) number(&kernel->registers, specials[i]);
    for (char *line = good ? strtok_r(copy, "\n", &rest) : NULL; line && good; line = strtok_r(NULL, "\n", &rest))
        good = parse_line(kernel, line);
    free(copy);
    return good ? kernel : NULL;
}

void ptx_run(const struct ptx *kernel, const struct place *at, void **parameters) {
    uint64_t registers[MOST] = {at->block_x,  at->block_y,     at->thread_x,
                                at->thread_y, at->block_width, at->block_height};
    for (unsigned next = 0; next < kernel->length; next++) {
        const struct instruction *now = &kernel->code[next];
        if (now->guarded && !registers[now->guard]) continue;
        uint64_t in[OPERANDS], *out = &registers[now->operands[0].constant ? 0 : now->operands[0].value % MOST];
        for (unsigned i = 0; i < OPERANDS; i++)
            in[i] = now->operands[i].constant ? now->operands[i].value : registers[now->operands[i].value % MOST];
        uint32_t a = (uint32_t)in[1], b = (uint32_t)in[2], c = (uint32_t)in[3];
        switch (now->op) {
        case MOV: *out = a; break;
        case LD_PARAM_32: *out = *(uint32_t *)parameters[now->operands[1].value]; break;
        case LD_PARAM_64: *out = *(uint64_t *)parameters[now->operands[1].value]; break;
        case LD_32: *out = *(uint32_t *)(uintptr_t)in[1]; break;
        case ST_32: *(uint32_t *)(uintptr_t)in[0] = a; break;
        case CVTA: *out = in[1]; break;
        case ADD_32: *out = (uint32_t)(a + b); break;
        case ADD_64: *out = in[1] + in[2]; break;
        case MUL_LO: *out = (uint32_t)(a * b); break;
        case MUL_WIDE: *out = (uint64_t)a * b; break;
        case MAD_LO: *out = (uint32_t)(a * b + c); break;
        case SETP_GE: *out = a >= b; break;
        case SETP_LT: *out = a < b; break;
        case BRA: next = kernel->target[now->operands[0].value] - 1; break;
        case RET: return;
        }
    }
}
