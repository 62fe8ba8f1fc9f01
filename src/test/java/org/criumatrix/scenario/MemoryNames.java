package org.criumatrix.scenario;

/** The names of cases about memory and System V objects, for braces. */
final class MemoryNames {

  /** All of them. */
  static final String ALL =
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

  private MemoryNames() {}
}
