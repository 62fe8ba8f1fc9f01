/* The clocks that a process reads: whether they count the time between dump and restore. */
#include "waiter.h"
#include <stdio.h>
#include <sys/sysinfo.h>
#include <sys/times.h>

enum { TICKS = 20, SYSINFO, UPTIME }; /* beyond the numbers of clocks */

static double start[UPTIME + 1], start_of_all;

static double read_clock(long clock) {
    if (clock == TICKS) return (double)times(&(struct tms){0}) / (double)sysconf(_SC_CLK_TCK);
    if (clock == UPTIME) {
        double seconds = -1;
        FILE *file = fopen("/proc/uptime", "re");
        if (file && fscanf(file, "%lf", &seconds) != 1) seconds = -1;
        if (file) fclose(file);
        return seconds;
    }
    struct sysinfo info;
    if (clock == SYSINFO) return sysinfo(&info) == -1 ? -1 : (double)info.uptime;
    return now((clockid_t)clock);
}

/* Returns the length that meanwhile has measured, or 0 if there was no gap. */
static double gap(void) {
    double seconds = 0;
    FILE *file = fopen("gap", "re");
    if (file && fscanf(file, "%lf", &seconds) != 1) seconds = 0;
    if (file) fclose(file);
    return seconds;
}

static void meanwhile(void) {
    double begin = now(CLOCK_REALTIME);
    make_gap();
    FILE *file = fopen("gap", "we");
    if (!file || fprintf(file, "%f\n", now(CLOCK_REALTIME) - begin) < 0 || fclose(file) != 0) broken("gap");
}

/* Compared with the wall clock, so that a slow machine makes no difference. */
static double behind(long clock) { return now(CLOCK_REALTIME) - start_of_all - (read_clock(clock) - start[clock]); }

static const char *stands_still(long clock) {
    if (start_of_all == 0) return "not started";
    double lag = behind(clock);
    if (lag < -0.1) return text("%.1f s ahead", -lag);
    return lag >= gap() - 0.1 ? "as before" : text("counts %.1f s of it", gap() - lag);
}

static const char *counts_all(long clock) {
    if (start_of_all == 0) return "not started";
    double lag = behind(clock);
    return lag > -0.1 && lag < 0.1 ? "as before" : text("%.1f s behind", lag);
}

/* Whole seconds only. */
static const char *uptime_of_sysinfo(void) {
    if (start_of_all == 0) return "not started";
    double difference = read_clock(SYSINFO) - now(CLOCK_BOOTTIME);
    return difference > -1.1 && difference < 1.1 ? "as CLOCK_BOOTTIME" : text("%.0f s off", difference);
}

static const char *offset_of_tai(void) { return start_of_all == 0 ? "not started" : text("%ld s",
        (long)(now(CLOCK_TAI) - now(CLOCK_REALTIME) + 0.5)); }

static void set(void) {
    for (int clock = 0; clock <= UPTIME; clock++) start[clock] = read_clock(clock);
    start_of_all = now(CLOCK_REALTIME);
}

#define STILL(what, clock) {what " stands still", .read_at = stands_still, .number = clock, .expected = "as before"}
#define COUNTS(what, clock) {what " counts the gap", .read_at = counts_all, .number = clock, .expected = "as before"}

OBJECT(clocks) = {
    .name = "clocks-over-a-gap",
    .about = "the clocks that count from boot continue where they were dumped, and the wall clock counts the gap",
    .set = set,
    .meanwhile = meanwhile,
    .properties = PROPERTIES(STILL("CLOCK_MONOTONIC", CLOCK_MONOTONIC), STILL("CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW),
                             STILL("CLOCK_MONOTONIC_COARSE", CLOCK_MONOTONIC_COARSE), STILL("CLOCK_BOOTTIME", CLOCK_BOOTTIME),
                             STILL("/proc/uptime", UPTIME),
                             {"uptime of sysinfo", uptime_of_sysinfo, .expected = "as CLOCK_BOOTTIME"},
                             COUNTS("CLOCK_REALTIME_COARSE", CLOCK_REALTIME_COARSE), COUNTS("CLOCK_TAI", CLOCK_TAI),
                             COUNTS("times()", TICKS),
                             {"offset of CLOCK_TAI", offset_of_tai}),
};
