package org.criumatrix.scenario;

/** The names of cases about kernel objects, for braces. */
final class ObjectNames {

  /** Descriptors. */
  static final String DESCRIPTORS =
      "aio-completed,aio-idle,aio-pending,async-inotify,async-owner-dead,async-owner-group,"
          + "async-owner-outside,async-owner-thread,async-pipe,async-socketpair,"
          + "async-terminal-master,async-udp,bpf-array,bpf-array-frozen,bpf-hash,bpf-lru-hash,"
          + "bpf-program,descriptors-shared,device-cpu-dma-latency,device-cpuid,device-fuse,"
          + "device-hwrng,device-kmsg,device-kvm,device-loop,device-loop-control,device-ptmx,"
          + "device-zero-mapped,devices-supported,directory-flag,directory-position,dnotify-folder,"
          + "epoll-busy-poll,epoll-edge-oneshot,epoll-exclusive,epoll-lower-child,"
          + "epoll-lower-child-closed,epoll-member-in-child,epoll-nested,epoll-number-reused,"
          + "eventfd,eventfd-semaphore,fanotify,fanotify-fid,fanotify-file-system,fanotify-ignored,"
          + "fanotify-mount,fanotify-ondir,fanotify-permission,fanotify-unlimited,"
          + "fanotify-waiting-event,fifo,fifo-unlinked,fifo-without-reader,file-append-only,"
          + "file-flags,file-grown,file-mode-changed-meanwhile,file-removed-meanwhile,"
          + "folder-read-half,hard-link-left,hard-link-left-replaced,inotify,inotify-dev-null,"
          + "inotify-etc-passwd,inotify-files,inotify-ghost-folder,inotify-next-number,"
          + "inotify-options,inotify-own-folder,inotify-proc,inotify-proc-file,"
          + "inotify-proc-sys-file,inotify-replaced-file,inotify-sys,inotify-sys-file,"
          + "inotify-sysctl,inotify-unlinked-file,inotify-waiting-event,io-uring,io-uring-closed,"
          + "io-uring-unmapped,lease-breaking,lease-read,lease-read-breaking,lease-write,"
          + "lock-flock,lock-flock-inherited,lock-flock-unlinked,lock-flock-waiter,lock-ofd,"
          + "lock-ofd-child,lock-ofd-taken,lock-ofd-waiter,lock-posix,lock-posix-waiter,"
          + "memfd-executable-sealed,memfd-future-write-sealed,memfd-hugetlb,memfd-noexec-seal,"
          + "memfd-opened-twice,memfd-read-only,memfd-reserved-blocks,memfd-sealed,"
          + "memfd-sealed-mapped-by-child,memfd-sealed-private-mapping,memfd-sealed-reader-mapping,"
          + "memfd-sealed-shared-mapping,memfd-size-sealed,memfd-sparse,memfd-times,"
          + "memfd-unsealable,memfd-xattr,mqueue,mqueue-unlinked,name-like-deleted,"
          + "name-with-new-line,path-descriptor,path-descriptor-fifo,path-descriptor-socket,"
          + "path-longer-than-limit,perf-task-clock,pidfd,pidfd-dead,pidfd-dead-status,"
          + "pidfd-parent,pidfd-thread,pidfd-zombie,pipe-full,pipe-packets,pipe-packets-mode-left,"
          + "pipe-reopened,pipe-room,pipe-signal-driven,pipe-without-reader,pipe-without-writer,"
          + "private-mapping-grown,private-mapping-written,proc-dead-child,proc-files,proc-memory,"
          + "removed-directory,removed-directory-replaced,removed-working-directory,"
          + "removed-working-directory-name-reused,removed-working-directory-replaced,"
          + "renamed-replaced,replaced-by-rename,replaced-meanwhile,rotated-meanwhile,secretmem,"
          + "secretmem-closed,secretmem-unmapped,signalfd,signalfd-queue,tap-attached,"
          + "tap-own-network,timerfd-absolute-expired,timerfd-boottime,timerfd-boottime-alarm,"
          + "timerfd-edge-triggered,timerfd-fast-unread,timerfd-monotonic-absolute,"
          + "timerfd-periodic,timerfd-realtime-cancel,timerfd-unread,timerfd-unread-periodic,"
          + "tmpfile,tmpfile-large,tmpfile-linkable,tun-idle,tun-idle-own-network,"
          + "unlinked-folder-gone,unlinked-shm,unlinked-shm-mapped,unlinked-sparse,"
          + "unlinked-two-descriptions,unlinked-xattr,userfaultfd,userfaultfd-unregistered";

  /** Memory and System V objects. */
  static final String MEMORY =
      "arguments-moved,copy-on-write-with-child,dev-zero-mapped-private,"
          + "dev-zero-mapped-shared,fpu-rounding,gs-base,guard-pages-mlock,guard-pages-private,"
          + "guard-pages-private-file,guard-pages-prot-none,guard-pages-read-only,"
          + "guard-pages-shared,guard-pages-shared-file,guard-pages-sparse,"
          + "guard-pages-thread-stack,heap-brk,hugetlb-half-touched,hugetlb-memfd-mapped,"
          + "hugetlb-private,hugetlb-read-only,hugetlb-shared,ldt-entry,"
          + "ldt-entry-in-segment-register,limit-of-address-space-exceeded,madvise-cold,"
          + "madvise-dontfork,madvise-free,madvise-mergeable,madvise-nohugepage-sparse,"
          + "madvise-private-file,madvise-private-memory,madvise-shared-memory,madvise-wipeonfork,"
          + "mapped-file-deleted-hard-link,mapped-file-in-deleted-folder,mapped-file-large-deleted,"
          + "mapped-file-mode-meanwhile,mapped-file-opened-read-only,mapped-file-pages-reversed,"
          + "mapped-file-private,mapped-file-private-deleted,mapped-file-private-truncated,"
          + "mapped-file-replaced,mapped-file-replaced-meanwhile,mapped-file-resized-meanwhile,"
          + "mapped-file-shared,mapped-file-shared-deleted,mapped-file-shared-truncated,"
          + "mapping-at-address-0,mapping-at-lowest-address,mapping-at-top-address,"
          + "mapping-droppable,mapping-growsdown,mapping-named,mapping-noreserve-stack,"
          + "mappings-10000,membarrier-registrations,memfd-mapped-private,"
          + "memfd-mapped-shared-with-child,memfd-secret-mapped,memfd-written-and-executed,mlock,"
          + "mlock-limit-exceeded,mlock-onfault,mlock-onfault-noreserve,mlock-part,"
          + "mlockall-current-future,mlockall-future,mlockall-onfault,numa-mapping-bound,"
          + "numa-process-interleaved,personality-addr-no-randomize,posix-shm-deleted-mapped,"
          + "private-memory-with-holes,prot-none-private,prot-none-private-file,prot-none-shared,"
          + "protection-key-no-access,protection-key-read-only,registers-in-system-call,"
          + "shared-memory-beyond-its-end,shared-memory-different-parts,shared-memory-mapped-twice,"
          + "shared-memory-path,shared-memory-sparse-with-child,sparse-64-gib,stack-grows,"
          + "sysv-message-queue,sysv-message-queue-above-limit,sysv-semaphore,sysv-semaphore-undo,"
          + "sysv-semaphore-undo-in-shared-namespace,sysv-semaphore-undo-of-child,"
          + "sysv-semaphore-undo-of-child-in-shared-namespace,sysv-shm,sysv-shm-detached,"
          + "sysv-shm-hugetlb,sysv-shm-in-shared-namespace,sysv-shm-locked,sysv-shm-other-owner,"
          + "sysv-shm-removed,sysv-shm-removed-in-shared-namespace,"
          + "transparent-huge-pages-by-advice,transparent-huge-pages-without-advice,"
          + "vdso-and-auxiliary-vector,vsyscall-page,write-and-execute,write-only-execute-only,"
          + "zero-page-reads,zeros-written";

  /** Attributes of processes and threads. */
  static final String PROCESS = "affinity";

  /** What users have reported. */
  static final String REPORTS =
      "append-log-grown,append-log-readable-grown,append-log-rotated,append-log-truncated,"
          + "cgroup-removed,fifo-reader-outside,fifo-writer-outside,file-replaced-other-size,"
          + "file-replaced-same-size,flock-of-another-job,link-remap-names-taken,"
          + "mapped-journal-written,named-semaphore,output-file-grown,pid-of-another-job,"
          + "pipe-reader-outside,pipe-reader-outside-sigpipe-ignored,pipe-writer-outside,"
          + "posix-lock-of-another-job,read-write-file-grown,read-write-file-overwritten,"
          + "robust-mutex-in-file,robust-mutex-in-shared-memory,robust-mutex-shared-with-outsider,"
          + "scratch-file-removed,session-leader-outside,session-leader-outside-ended,"
          + "unix-socket-path-of-another-server";

  /** All of them. */
  static final String ALL = DESCRIPTORS + "," + MEMORY + "," + PROCESS + "," + REPORTS;

  /** Objects that need an option, which the case does not give. */
  static final String WITHOUT_FLAG =
      "flock-of-another-job,hard-link-left,inotify-proc,inotify-proc-sys-file,inotify-sys,"
          + "inotify-sys-file,inotify-sysctl,lease-breaking,lease-read,lease-read-breaking,"
          + "lease-write,lock-flock,lock-flock-inherited,lock-flock-unlinked,lock-flock-waiter,"
          + "lock-ofd,lock-ofd-child,lock-ofd-taken,lock-ofd-waiter,lock-posix,lock-posix-waiter,"
          + "mapped-file-deleted-hard-link,mapped-file-large-deleted,named-semaphore,"
          + "posix-lock-of-another-job,tmpfile-large,unlinked-shm,unlinked-shm-mapped";

  /** Other ways to play an object: other options, or a program that starts the restore. */
  static final String VARIANTS =
      "cgroup-removed-with-manage-cgroups-ignore,cgroup-removed-with-manage-cgroups-none,"
          + "cgroup-removed-with-manage-cgroups-strict,"
          + "file-mode-changed-meanwhile-with-skip-file-rwx-check,"
          + "flock-of-another-job-restored-without-flag,hard-link-left-replaced-with-link-remap,"
          + "lease-read-restored-without-flag,link-remap-names-taken-with-link-remap,"
          + "lock-flock-restored-without-flag,lock-ofd-restored-without-flag,"
          + "lock-posix-restored-without-flag,mapped-file-mode-meanwhile-with-skip-file-rwx-check,"
          + "personality-addr-no-randomize-under-setarch,"
          + "posix-lock-of-another-job-restored-without-flag";

  /** Objects of a program that is left running, and whose images are restored when it is gone. */
  static final String RESTORED_LATER =
      "append-log-grown,append-log-readable-grown,mapped-journal-written,named-semaphore,"
          + "output-file-grown,read-write-file-grown,read-write-file-overwritten,"
          + "scratch-file-removed";

  /** Those of the reports that do not depend on a restore. */
  static final String REPORTS_LEFT_RUNNING =
      "cgroup-removed,fifo-reader-outside,fifo-writer-outside,file-replaced-other-size,"
          + "file-replaced-same-size,flock-of-another-job,link-remap-names-taken,named-semaphore,"
          + "pid-of-another-job,pipe-reader-outside,pipe-reader-outside-sigpipe-ignored,"
          + "pipe-writer-outside,posix-lock-of-another-job,robust-mutex-in-file,"
          + "robust-mutex-in-shared-memory,robust-mutex-shared-with-outsider,"
          + "session-leader-outside,session-leader-outside-ended";

  /** All that do not depend on a restore. */
  static final String LEFT_RUNNING =
      DESCRIPTORS + "," + MEMORY + "," + PROCESS + "," + REPORTS_LEFT_RUNNING;

  private ObjectNames() {}
}
