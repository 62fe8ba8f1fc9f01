package org.criumatrix.scenario;

/** The names of cases about clocks, timers and calls that wait, for braces. */
final class TimeNames {

  /** All of them. */
  static final String ALL =
      "alarm-of-libc,clock-nanosleep-boottime,clock-nanosleep-deadline-in-the-gap,"
          + "clock-nanosleep-monotonic,clock-nanosleep-tai,clock-nanosleep-until-boottime,"
          + "clock-nanosleep-until-monotonic,clock-nanosleep-until-realtime,clocks-over-a-gap,"
          + "epoll-pwait2-waiting,epoll-wait-waiting,futex-wait-bitset,futex-wait-timeout,"
          + "futex-waitv-waiting,itimer-real,itimer-real-ends-in-the-gap,itimers-of-processor-time,"
          + "msgrcv-waiting,nanosleep,nanosleep-main-thread,pause-waiting,poll-waiting,"
          + "poll-waiting-forever,poll-waiting-main-thread,posix-timer-calls-function,"
          + "posix-timer-fired-once,posix-timer-for-another-thread,"
          + "posix-timer-id-after-deleted-ones,posix-timer-large-id,posix-timer-never-armed,"
          + "posix-timer-of-a-childs-processor-time,posix-timer-of-a-threads-processor-time,"
          + "posix-timer-on-a-threads-clock,posix-timer-pending-with-overruns,"
          + "posix-timer-that-wakes-the-machine,posix-timer-until-boottime,"
          + "posix-timer-until-monotonic,posix-timer-until-realtime,posix-timer-until-tai,"
          + "posix-timers-of-processor-time,posix-timers-relative,ppoll-waiting,pselect-waiting,"
          + "pthread-cond-timedwait,recv-with-timeout,recv-without-timeout,recvmmsg-waiting,"
          + "select-waiting,sem-clockwait-waiting,sem-timedwait-waiting,sem-wait-waiting,"
          + "semtimedop-waiting,sigsuspend-waiting,sigtimedwait-waiting,sleep-of-libc,start-time,"
          + "time-namespace-for-children-only,time-namespace-of-a-child,"
          + "time-namespace-offset-numbers,time-namespace-with-offsets,timerfd-boottime-relative,"
          + "timerfd-cancel-on-set,timerfd-duplicated-and-watched,timerfd-gone-off-once,"
          + "timerfd-gone-off-several-times,timerfd-never-armed,timerfd-relative,"
          + "timerfd-that-wakes-the-machine,timerfd-until-realtime,used-input-and-output,"
          + "used-memory-at-most,used-processor-time,usleep-of-libc,waitid-waiting";

  private TimeNames() {}
}
