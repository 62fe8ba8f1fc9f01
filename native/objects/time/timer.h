/* POSIX timers by the kernel's own identifiers, which libc hides behind its own. */
#pragma once
#include "waiter.h"

int make_timer(clockid_t clock, int notify, int signal, long value); /* returns the identifier */
int make_timer_for(pid_t thread, clockid_t clock, int signal, long value); /* with SIGEV_THREAD_ID */
void make_timer_with_id(int id, clockid_t clock, int notify, int signal, long value);
int last_timer(void);
void arm_timer(int id, int flags, double first, long interval); /* a quarter of a second is added to an interval */
void delete_timer(int id);
double timer_left(int id); /* -1 if there is no such timer */

/* Properties, by the identifier. The last three are what /proc/PID/timers says. */
const char *timer_interval(long id);
const char *timer_overrun(long id);
const char *timer_first(void); /* the smallest identifier */
const char *timer_clock(long id);
const char *timer_signal(long id);
const char *timer_notification(long id);
