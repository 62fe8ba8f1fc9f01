package org.criumatrix.scenario;

/** The names of cases about what users have reported, for braces. */
final class ReportNames {

  /** All of them. */
  static final String ALL =
      "append-log-grown,append-log-readable-grown,append-log-rotated,append-log-truncated,"
          + "cgroup-removed,fifo-reader-outside,fifo-writer-outside,file-replaced-other-size,"
          + "file-replaced-same-size,flock-of-another-job,link-remap-names-taken,"
          + "mapped-journal-written,named-semaphore,output-file-grown,pid-of-another-job,"
          + "pipe-reader-outside,pipe-reader-outside-sigpipe-ignored,pipe-writer-outside,"
          + "posix-lock-of-another-job,read-write-file-grown,read-write-file-overwritten,"
          + "robust-mutex-in-file,robust-mutex-in-shared-memory,robust-mutex-shared-with-outsider,"
          + "scratch-file-removed,session-leader-outside,session-leader-outside-ended,"
          + "unix-socket-path-of-another-server";

  /** Those that do not depend on a restore. */
  static final String LEFT_RUNNING =
      "cgroup-removed,fifo-reader-outside,fifo-writer-outside,file-replaced-other-size,"
          + "file-replaced-same-size,flock-of-another-job,link-remap-names-taken,named-semaphore,"
          + "pid-of-another-job,pipe-reader-outside,pipe-reader-outside-sigpipe-ignored,"
          + "pipe-writer-outside,posix-lock-of-another-job,robust-mutex-in-file,"
          + "robust-mutex-in-shared-memory,robust-mutex-shared-with-outsider,"
          + "session-leader-outside,session-leader-outside-ended";

  private ReportNames() {}
}
