package org.criumatrix.scenario;

/** The names of cases about attributes of processes and threads, for braces. */
final class ProcessNames {

  /** All of them. */
  static final String ALL =
      "account-with-ambient-capabilities,affinity,affinity-thread,alternate-stack-autodisarm,"
          + "ambient-capabilities,audit-login,autogroup-nice,barrier-with-two-of-three,"
          + "bounding-set,child-exit-signal,child-sharing-files,child-sharing-folder,"
          + "child-sharing-handlers,child-sharing-memory,child-subreaper,"
          + "chroot-with-directory-inside,chroot-with-directory-outside,chroot-with-its-own-proc,"
          + "core-scheduling-cookie,coredump-filter,daemon-adopted,daemon-of-own-session,"
          + "daemon-of-same-session,executable-altered-meanwhile,executable-copied-meanwhile,"
          + "executable-deleted,executable-lengthened-meanwhile,executable-memfd,"
          + "executable-replaced,executable-replaced-by-copy,executable-stripped-meanwhile,"
          + "executable-with-another-name,file-ids,futex-hash,group-of-children,"
          + "group-without-leader,handler-on-alternate-stack,io-flusher,ioprio-best-effort,"
          + "ioprio-idle,ioprio-realtime,keep-capabilities,main-thread-ended,many-groups,"
          + "mce-kill-early,memory-merge,mutex-held-by-a-child,mutex-priority-inheritance,"
          + "mutex-robust-child-killed,mutex-robust-thread-ends,nice-lowered,nice-raised,"
          + "no-new-privs,not-dumpable,odd-name,oom-score-adj,pdeathsig-child,pdeathsig-default,"
          + "pdeathsig-handled,pdeathsig-kill,pending-signals-in-order,personality-linux32,"
          + "personality-no-randomization,personality-read-implies-exec,personality-uname26,"
          + "process-arguments-moved,process-title,program-in-sealed-memfd,program-of-32-bits,"
          + "reduced-capabilities,rlimit-address-space,rlimit-file-size,rlimit-open-files-exceeded,"
          + "rlimits,rseq-registration,sched-batch,sched-deadline,sched-fifo,sched-fifo-nice,"
          + "sched-fifo-reset-on-fork,sched-idle,sched-other-reset-on-fork,sched-rr,sched-slice,"
          + "sched-uclamp,seccomp-all-threads,seccomp-errno,seccomp-kill-prctl,"
          + "seccomp-kill-restorer,seccomp-log-flag,seccomp-long,seccomp-strict,seccomp-trap,"
          + "seccomp-two-filters,securebits,securebits-locked,semaphore-in-shared-memory-waiting,"
          + "session-of-child,session-without-leader,speculation-indirect-branch,"
          + "speculation-store-bypass,stopped-child,stopped-child-by-terminal,"
          + "stopped-child-reported,stopped-child-with-signals,supplementary-groups,thp-disable,"
          + "thp-disable-except-advised,thread-affinity,thread-alternate-stack,thread-capabilities,"
          + "thread-io-priority,thread-joined-afterwards,thread-name-and-signal-mask,thread-nice,"
          + "thread-no-new-privileges,thread-own-credentials,thread-own-descriptors,"
          + "thread-own-uts-namespace,thread-own-working-directory,thread-parent-death-signal,"
          + "thread-real-time,thread-seccomp-filter,thread-timer-slack,thread-waits-for-child,"
          + "three-accounts,tid-address,timer-slack,timer-slack-default,traced-child,"
          + "traced-from-outside,umask,untouched,usage-of-children,vfork-waiting,"
          + "working-directory-removed,zombie-crashed,zombie-exited,zombie-group-leader,"
          + "zombie-killed,zombie-processor-time,zombie-signal-pending,zombie-with-daemon,zombies";

  private ProcessNames() {}
}
