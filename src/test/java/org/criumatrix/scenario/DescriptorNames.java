package org.criumatrix.scenario;

/** The names of cases about descriptors, for braces. */
final class DescriptorNames {

  /** All of them. */
  static final String ALL =
      "aio-completed,aio-idle,aio-pending,async-inotify,async-owner-dead,async-owner-group,"
          + "async-owner-outside,async-owner-thread,async-pipe,async-socketpair,"
          + "async-terminal-master,async-udp,bpf-array,bpf-array-frozen,bpf-hash,bpf-lru-hash,"
          + "bpf-program,descriptors-shared,device-cpu-dma-latency,device-cpuid,device-fuse,"
          + "device-hwrng,device-kmsg,device-kvm,device-loop,device-loop-control,device-ptmx,"
          + "device-zero-mapped,devices-supported,directory-flag,directory-position,dnotify-folder,"
          + "epoll-busy-poll,epoll-child-closed,epoll-edge-oneshot,epoll-exclusive,"
          + "epoll-lower-child,epoll-lower-child-closed,epoll-member-in-child,epoll-nested,"
          + "epoll-number-reused,eventfd,eventfd-semaphore,fanotify,fanotify-fid,"
          + "fanotify-file-system,fanotify-ignored,fanotify-mount,fanotify-ondir,"
          + "fanotify-permission,fanotify-unlimited,fanotify-waiting-event,fifo,fifo-unlinked,"
          + "fifo-without-reader,file-append-only,file-flags,file-grown,"
          + "file-mode-changed-meanwhile,file-removed-meanwhile,folder-read-half,hard-link-left,"
          + "hard-link-left-replaced,inotify,inotify-dev-null,inotify-etc-passwd,inotify-files,"
          + "inotify-ghost-folder,inotify-next-number,inotify-options,inotify-own-folder,"
          + "inotify-proc,inotify-proc-file,inotify-proc-sys-file,inotify-replaced-file,"
          + "inotify-sys,inotify-sys-file,inotify-sysctl,inotify-unlinked-file,"
          + "inotify-waiting-event,io-uring,io-uring-closed,io-uring-unmapped,lease-breaking,"
          + "lease-read,lease-read-breaking,lease-write,lock-flock,lock-flock-inherited,"
          + "lock-flock-unlinked,lock-flock-waiter,lock-ofd,lock-ofd-child,lock-ofd-taken,"
          + "lock-ofd-waiter,lock-posix,lock-posix-waiter,memfd-executable-sealed,"
          + "memfd-future-write-sealed,memfd-hugetlb,memfd-noexec-seal,memfd-opened-twice,"
          + "memfd-read-only,memfd-reserved-blocks,memfd-sealed,memfd-sealed-mapped-by-child,"
          + "memfd-sealed-private-mapping,memfd-sealed-reader-mapping,memfd-sealed-shared-mapping,"
          + "memfd-size-sealed,memfd-sparse,memfd-times,memfd-unsealable,memfd-xattr,mqueue,"
          + "mqueue-unlinked,name-like-deleted,name-with-new-line,path-descriptor,"
          + "path-descriptor-fifo,path-descriptor-socket,path-longer-than-limit,perf-task-clock,"
          + "pidfd,pidfd-dead,pidfd-dead-status,pidfd-parent,pidfd-thread,pidfd-zombie,pipe-full,"
          + "pipe-packets,pipe-packets-mode-left,pipe-reopened,pipe-room,pipe-signal-driven,"
          + "pipe-without-reader,pipe-without-writer,private-mapping-grown,private-mapping-written,"
          + "proc-dead-child,proc-files,proc-memory,removed-directory,removed-directory-replaced,"
          + "removed-working-directory,removed-working-directory-name-reused,"
          + "removed-working-directory-replaced,renamed-replaced,replaced-by-rename,"
          + "replaced-meanwhile,rotated-meanwhile,secretmem,secretmem-closed,secretmem-unmapped,"
          + "signalfd,signalfd-queue,tap-attached,tap-own-network,timerfd-absolute-expired,"
          + "timerfd-boottime,timerfd-boottime-alarm,timerfd-edge-triggered,timerfd-fast-unread,"
          + "timerfd-monotonic-absolute,timerfd-periodic,timerfd-realtime-cancel,timerfd-unread,"
          + "timerfd-unread-periodic,tmpfile,tmpfile-large,tmpfile-linkable,tun-idle,"
          + "tun-idle-own-network,unlinked-folder-gone,unlinked-shm,unlinked-shm-mapped,"
          + "unlinked-sparse,unlinked-two-descriptions,unlinked-xattr,userfaultfd,"
          + "userfaultfd-unregistered";

  private DescriptorNames() {}
}
