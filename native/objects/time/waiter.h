/* The objects of this folder share a thread that waits in a system call, and a gap between dump and restore. */
#pragma once
#include "../object.h"
#include <time.h>

enum { LONG = 60 }; /* seconds: longer than any cell */

extern struct timespec wait_left; /* calls that report the rest of their time write it here */

/* Starts the thread, and returns when it sleeps in the call. The call returns -1 and sets errno, or returns a number. */
void start_waiter(long (*call)(void));
/* The same in the main thread of a child, which CRIU treats in another way than other threads. */
void start_waiting_child(long (*call)(void));
const char *wait_result(void);    /* "none", "waits", or what the call returned */
const char *wait_arguments(void); /* the number and the arguments of the call, as the kernel sees them */
const char *wait_until(void);     /* the result, for which it waits a second at most: for properties that wake the thread */
const char *wait_rest(void);      /* interrupts the thread if it waits, and says whether about LONG seconds were left */
void wait_signal(int signal);      /* sends a signal to the thread */
struct timespec wait_end(void);   /* when the call returned, by CLOCK_REALTIME; 0 if it did not */

#define WAITS {"result of the call", wait_result, .expected = "waits"}, {"number and arguments of the call", wait_arguments}

/* Makes the gap between dump and restore longer than what a slow machine needs: a `meanwhile`. */
void make_gap(void);
enum { GAP = 400 }; /* milliseconds */

double seconds_of(struct timespec time);
double now(clockid_t clock);

/* "on time" for an event that is not early, and at most `late` seconds late: what the checkpoint itself takes may be added. */
const char *punctual(double delay, double late);
