/* Writes JSON into memory, where it stays until the whole inventory is known to be good. */
#include "inventory.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DEEPEST = 32, LINES = 4 };

static struct text out;
static char closing[DEEPEST];
static bool filled[DEEPEST];
static int depth;

static void put(const char *data, size_t size)
{
    if (out.size + size > out.room) {
        out.room = out.room * 3 / 2 + size + 4096;
        out.data = grown(out.data, out.room, 1);
    }
    memcpy(out.data + out.size, data, size);
    out.size += size;
}

static void put_text(const char *text)
{
    put(text, strlen(text));
}

static void new_line(void)
{
    if (depth <= LINES)
        put("\n                ", 1 + 2 * depth);
}

/* Returns the length of the UTF-8 sequence at the beginning; 0 if there is none. */
static size_t sequence(const unsigned char *at, size_t size)
{
    size_t length = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;
    if (length == 0 || length > size)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
    bool surrogate = at[0] == 0xed && at[1] > 0x9f;
    bool beyond = at[0] == 0xf4 && at[1] > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

/* Returns whether every byte could be written as it is. */
static bool put_string(const char *data, size_t size)
{
    bool exact = true;
    put("\"", 1);
    for (size_t i = 0; i < size;) {
        unsigned char c = data[i];
        char escaped[8];
        size_t length = sequence((const unsigned char *)data + i, size - i);
        if (c == '"' || c == '\\')
            put(escaped, snprintf(escaped, sizeof escaped, "\\%c", c));
        else if (c < 0x20 || c == 0x7f)
            put(escaped, snprintf(escaped, sizeof escaped, "\\u%04x", c));
        else if (length)
            put(data + i, length);
        else {
            put_text("\\ufffd");
            exact = false;
        }
        i += length ? length : 1;
    }
    put("\"", 1);
    return exact;
}

static void begin(const char *key)
{
    if (depth) {
        if (filled[depth])
            put(",", 1);
        filled[depth] = true;
        new_line();
    }
    if (key) {
        put_string(key, strlen(key));
        put(":", 1);
    }
}

void json_open(const char *key, char bracket)
{
    begin(key);
    put(&bracket, 1);
    closing[++depth] = bracket == '{' ? '}' : ']';
    filled[depth] = false;
}

void json_close(void)
{
    char bracket = closing[depth];
    bool lines = filled[depth--];
    if (lines && depth < LINES)
        new_line();
    put(&bracket, 1);
    if (depth == 0)
        put("\n", 1);
}

/* Bytes that are not UTF-8 become U+FFFD; then KEY_hex has the bytes themselves. */
void json_bytes(const char *key, const char *data, size_t size)
{
    begin(key);
    if (put_string(data, size) || !key)
        return;
    char name[64], two[3];
    snprintf(name, sizeof name, "%s_hex", key);
    begin(name);
    put("\"", 1);
    for (size_t i = 0; i < size; i++)
        put(two, snprintf(two, sizeof two, "%02x", (unsigned char)data[i]));
    put("\"", 1);
}

void json_text(const char *key, const char *text)
{
    json_bytes(key, text, strlen(text));
}

void json_number(const char *key, long long value)
{
    char digits[32];
    begin(key);
    put(digits, snprintf(digits, sizeof digits, "%lld", value));
}

void json_size(const char *key, uint64_t value)
{
    char digits[32];
    begin(key);
    put(digits, snprintf(digits, sizeof digits, "%llu", (unsigned long long)value));
}

void json_bool(const char *key, bool value)
{
    begin(key);
    put_text(value ? "true" : "false");
}

void json_null(const char *key)
{
    begin(key);
    put_text("null");
}

bool json_write(int fd)
{
    for (size_t done = 0; done < out.size;) {
        ssize_t n = write(fd, out.data + done, out.size - done);
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}
