package org.criumatrix.scenario;

/** The names of all cases about kernel objects, for braces. */
final class ObjectNames {

  /** All of them. */
  static final String ALL =
      DescriptorNames.ALL
          + ","
          + SocketNames.ALL
          + ","
          + MemoryNames.ALL
          + ","
          + ProcessNames.ALL
          + ","
          + TimeNames.ALL
          + ","
          + NamespaceNames.ALL
          + ","
          + ReportNames.ALL;

  /** All that do not depend on a restore. */
  static final String LEFT_RUNNING =
      DescriptorNames.ALL
          + ","
          + SocketNames.ALL
          + ","
          + MemoryNames.ALL
          + ","
          + ProcessNames.ALL
          + ","
          + TimeNames.ALL
          + ","
          + NamespaceNames.ALL
          + ","
          + ReportNames.LEFT_RUNNING;

  /** Objects that need an option, which the case does not give. */
  static final String WITHOUT_FLAG =
      "bpffs-mount,executable-with-another-name,flock-of-another-job,hard-link-left,"
          + "hugetlbfs-files,hugetlbfs-mount,inotify-proc,inotify-proc-sys-file,inotify-sys,"
          + "inotify-sys-file,inotify-sysctl,lease-breaking,lease-read,lease-read-breaking,"
          + "lease-write,lock-flock,lock-flock-inherited,lock-flock-unlinked,lock-flock-waiter,"
          + "lock-ofd,lock-ofd-child,lock-ofd-taken,lock-ofd-waiter,lock-posix,lock-posix-waiter,"
          + "mapped-file-deleted-hard-link,mapped-file-large-deleted,named-semaphore,"
          + "posix-lock-of-another-job,ramfs-files,ramfs-mount,tcp-closed-by-outside,"
          + "tcp-connecting,tcp-corked,tcp-established,tcp-established-defaults,"
          + "tcp-established-latency,tcp-established-options,tcp-established-options-not-saved,"
          + "tcp-established-reuse,tcp-established-reuseport,tcp-established-segments,"
          + "tcp-full-queues,tcp-half-closed,tcp-half-closed-latency,tcp-mapped-peer,"
          + "tcp-not-accepted,tcp-parent-and-child,tcp-peer-keeps-sending,tcp-peer-outside,"
          + "tcp-receive-waits,tcp-server,tcp-shut-reading,tcp-unread,tcp-urgent,tcp6-established,"
          + "tmpfile-large,unix-datagram-outside,unix-datagram-outside-relative,unlinked-shm,"
          + "unlinked-shm-mapped";

  /** Other ways to play an object: other options, or a program that starts the restore. */
  static final String VARIANTS =
      "affinity-under-taskset,cgroup-namespace-with-manage-cgroups-full,"
          + "cgroup-namespace-with-manage-cgroups-ignore,cgroup-namespace-with-manage-cgroups-none,"
          + "cgroup-namespace-with-manage-cgroups-props,cgroup-namespace-with-manage-cgroups-soft,"
          + "cgroup-namespace-with-manage-cgroups-strict,cgroup-removed-with-manage-cgroups-ignore,"
          + "cgroup-removed-with-manage-cgroups-none,cgroup-removed-with-manage-cgroups-strict,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-full,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-ignore,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-none,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-props,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-soft,"
          + "cgroup-v1-cpu-removed-with-manage-cgroups-strict,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-full,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-ignore,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-none,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-props,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-soft,"
          + "cgroup-v1-memory-changed-with-manage-cgroups-strict,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-full,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-ignore,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-none,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-props,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-soft,"
          + "cgroup-v1-memory-removed-with-manage-cgroups-strict,"
          + "cgroup-v1-memory-with-manage-cgroups-full,cgroup-v1-memory-with-manage-cgroups-ignore,"
          + "cgroup-v1-memory-with-manage-cgroups-none,cgroup-v1-memory-with-manage-cgroups-props,"
          + "cgroup-v1-memory-with-manage-cgroups-soft,cgroup-v1-memory-with-manage-cgroups-strict,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-full,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-ignore,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-none,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-props,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-soft,"
          + "cgroup-v1-pids-removed-with-manage-cgroups-strict,"
          + "cgroup-v2-of-child-with-manage-cgroups-full,"
          + "cgroup-v2-of-child-with-manage-cgroups-ignore,"
          + "cgroup-v2-of-child-with-manage-cgroups-none,"
          + "cgroup-v2-of-child-with-manage-cgroups-props,"
          + "cgroup-v2-of-child-with-manage-cgroups-soft,"
          + "cgroup-v2-of-child-with-manage-cgroups-strict,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-full,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-ignore,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-none,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-props,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-soft,"
          + "cgroup-v2-parent-removed-with-manage-cgroups-strict,"
          + "cgroup-v2-removed-with-manage-cgroups-full,"
          + "cgroup-v2-removed-with-manage-cgroups-ignore,"
          + "cgroup-v2-removed-with-manage-cgroups-none,"
          + "cgroup-v2-removed-with-manage-cgroups-props,"
          + "cgroup-v2-removed-with-manage-cgroups-soft,"
          + "cgroup-v2-removed-with-manage-cgroups-strict,"
          + "cgroup-v2-threaded-with-manage-cgroups-full,"
          + "cgroup-v2-threaded-with-manage-cgroups-ignore,"
          + "cgroup-v2-threaded-with-manage-cgroups-none,"
          + "cgroup-v2-threaded-with-manage-cgroups-props,"
          + "cgroup-v2-threaded-with-manage-cgroups-soft,"
          + "cgroup-v2-threaded-with-manage-cgroups-strict,cgroup-v2-with-manage-cgroups-full,"
          + "cgroup-v2-with-manage-cgroups-ignore,cgroup-v2-with-manage-cgroups-none,"
          + "cgroup-v2-with-manage-cgroups-props,cgroup-v2-with-manage-cgroups-soft,"
          + "cgroup-v2-with-manage-cgroups-strict,"
          + "executable-altered-meanwhile-with-file-validation-buildid,"
          + "file-mode-changed-meanwhile-with-skip-file-rwx-check,"
          + "flock-of-another-job-restored-without-flag,hard-link-left-replaced-with-link-remap,"
          + "ioprio-best-effort-under-ionice,ioprio-idle-under-ionice,ioprio-realtime-under-ionice,"
          + "lease-read-restored-without-flag,link-remap-names-taken-with-link-remap,"
          + "lock-flock-restored-without-flag,lock-ofd-restored-without-flag,"
          + "lock-posix-restored-without-flag,mapped-file-mode-meanwhile-with-skip-file-rwx-check,"
          + "mptcp-established-with-tcp-established,mptcp-listener-with-tcp-established,"
          + "mptcp-unbound-with-tcp-established,net-nft-no-other-table-with-network-lock-nftables,"
          + "pdeathsig-default-with-s,pdeathsig-handled-with-s,pdeathsig-kill-with-s,"
          + "personality-addr-no-randomize-under-setarch,personality-linux32-under-linux32,"
          + "personality-no-randomization-under-setarch,"
          + "personality-read-implies-exec-under-setarch,personality-uname26-under-setarch,"
          + "posix-lock-of-another-job-restored-without-flag,raw-tcp-connected-with-tcp-close,"
          + "raw-tcp-connected-with-tcp-established,tcp-both-shut-with-tcp-established,"
          + "tcp-connecting-with-tcp-close,tcp-established-options-with-tcp-close,"
          + "tcp-established-with-tcp-close,tcp-not-accepted-with-tcp-established,"
          + "tcp-parent-and-child-with-tcp-close,tcp-peer-outside-with-tcp-close,"
          + "tcp-refused-unread-with-tcp-close,tcp-refused-unread-with-tcp-established,"
          + "tcp-reset-unread-with-tcp-close,tcp-reset-unread-with-tcp-established,"
          + "tcp-reset-with-tcp-close,tcp-reset-with-tcp-established,tcp-server-with-tcp-close,"
          + "tcp-time-wait-with-tcp-established,tcp-urgent-inline-with-tcp-established,"
          + "thread-parent-death-signal-with-restore-sibling,unix-client-outside-with-ext-unix-sk,"
          + "unix-pair-outside-with-ext-unix-sk,unix-stream-outside-with-ext-unix-sk,"
          + "untouched-under-taskset";

  /** Objects that a dump changes although the program is not restored. */
  static final String CHANGED_BY_ATTEMPTS =
      "async-terminal-master,clock-nanosleep-boottime,clock-nanosleep-monotonic,"
          + "clock-nanosleep-tai,epoll-pwait2-waiting,epoll-wait-waiting,futex-wait-bitset,"
          + "futex-wait-timeout,memfd-times,nanosleep,nanosleep-main-thread,net-nft-no-other-table,"
          + "poll-waiting,poll-waiting-forever,poll-waiting-main-thread,recv-with-timeout,"
          + "sem-clockwait-waiting,sem-timedwait-waiting,semtimedop-waiting,sigtimedwait-waiting,"
          + "sleep-of-libc,stopped-child-with-signals,tcp-accept-waits-limited,tmpfs-file-times,"
          + "udp-receive-waits-limited,unix-receive-waits-limited,usleep-of-libc";

  /** Objects of a program that is left running, and whose images are restored when it is gone. */
  static final String RESTORED_LATER =
      "append-log-grown,append-log-readable-grown,mapped-journal-written,named-semaphore,"
          + "output-file-grown,read-write-file-grown,read-write-file-overwritten,"
          + "scratch-file-removed";

  private ObjectNames() {}
}
