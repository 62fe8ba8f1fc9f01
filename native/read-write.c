/* Descriptors on an input and an output: shared and private offsets, flags, pwrite, and a shared mapping of a file. */
#include "workload.h"

enum { WORDS = 512, SIZE = WORDS * 8, CELLS = 64 };
static int reader, twin, other, output;
static uint64_t *mapping, expected[CELLS];

static void setup(void) {
    uint64_t input[WORDS];
    for (int i = 0; i < WORDS; i++) input[i] = nth(0, (uint64_t)i);
    int writer = must(open("input.dat", O_WRONLY | O_CREAT | O_TRUNC, 0644));
    write_all(writer, input, SIZE);
    must(close(writer));

    reader = must(open("input.dat", O_RDONLY));
    twin = must(dup(reader));
    other = must(open("input.dat", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    output = must(open("output.dat", O_RDWR | O_CREAT | O_TRUNC, 0644));

    int mapped = must(open("mapped.dat", O_RDWR | O_CREAT | O_TRUNC, 0644));
    must(ftruncate(mapped, sizeof expected));
    mapping = must(mmap(NULL, sizeof expected, PROT_READ | PROT_WRITE, MAP_SHARED, mapped, 0));
    must(close(mapped)); /* only the mapping holds it */
}

/* Returns the next word of the input, which starts again after the last one. */
static uint64_t next(int fd, long n) {
    uint64_t word, index = (uint64_t)n % WORDS;
    if (index == 0) must(lseek(fd, 0, SEEK_SET));
    read_all(fd, &word, sizeof word);
    check(word == nth(0, index), "input: word %ld read at the wrong offset", n);
    return word;
}

/* Two results per step: one at the offset, one far behind it. */
static uint64_t step(long k) {
    uint64_t first = next(reader, 2 * k - 2), second = next(twin, 2 * k - 1), third = next(other, k - 1);
    uint64_t results[] = {mix(first, second), mix(second, third)};
    write_all(output, &results[0], 8);
    must(pwrite(output, &results[1], 8, (count + k - 1) * 8));
    expected[k % CELLS] = mapping[k % CELLS] = mix(mapping[k % CELLS], results[1]);
    return mapping[k % CELLS];
}

static void verify_descriptors(void) {
    off_t at = must(lseek(reader, 0, SEEK_CUR));
    check(at == must(lseek(twin, 0, SEEK_CUR)), "the duplicate has an offset of its own");
    must(lseek(twin, 8, SEEK_SET));
    check(must(lseek(reader, 0, SEEK_CUR)) == 8, "the duplicate's offset is no longer shared");
    check(must(lseek(other, 0, SEEK_CUR)) == ((count - 1) % WORDS + 1) * 8, "the private offset is wrong");
    check(must(lseek(output, 0, SEEK_CUR)) == count * 8, "the output's offset is wrong");

    check(!(must(fcntl(reader, F_GETFL)) & O_NONBLOCK), "O_NONBLOCK appeared");
    check(must(fcntl(other, F_GETFL)) & O_NONBLOCK, "O_NONBLOCK is lost");
    check(!(must(fcntl(reader, F_GETFD)) & FD_CLOEXEC), "O_CLOEXEC appeared");
    check(must(fcntl(other, F_GETFD)) & FD_CLOEXEC, "O_CLOEXEC is lost");
    check((must(fcntl(output, F_GETFL)) & O_ACCMODE) == O_RDWR, "the access mode changed");
}

static void verify_contents(void) {
    must(lseek(output, 0, SEEK_SET));
    for (long n = 0; n < 2 * count; n++) {
        uint64_t k = (uint64_t)(n % count), word, result;
        result = n < count ? mix(nth(0, 2 * k % WORDS), nth(0, (2 * k + 1) % WORDS)) //
                           : mix(nth(0, (2 * k + 1) % WORDS), nth(0, k % WORDS));
        read_all(output, &word, sizeof word);
        check(word == result, "output.dat: word %ld is wrong", n);
        fold(word);
    }
    uint64_t cells[CELLS];
    int file = must(open("mapped.dat", O_RDONLY));
    read_all(file, cells, sizeof cells);
    check(memcmp(cells, expected, sizeof cells) == 0, "mapped.dat: what was written to the mapping is not in the file");
    check(memcmp(mapping, expected, sizeof cells) == 0, "the mapping changed");
    must(close(file));
}

static void verify(void) {
    verify_descriptors();
    verify_contents();
}

const struct workload workload = {.about = "reads an input, writes results", .setup = setup, .step = step, .verify = verify};
