package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "performance", which the publication does not have: each case has more of one resource. It
 * has verdicts like every row, but its purpose is the times: CRIU's own statistics. {@code
 * -Dmatrix.repeat=5} gives {@code compare} enough of them to judge a build.
 */
@Row(value = "performance", cost = 15)
class PerformanceScenario {

  /** Microseconds between two steps, so that a busy machine dumps it before its end. */
  private static final String PACE = "20000";

  /** With other privileges CRIU does the same work. */
  private static final String PRIVILEGES = "{root,capabilities}";

  /**
   * The memory of a cell in multiples of the program's: the program, its images, and CRIU's
   * buffers, for two cells that run in parallel.
   */
  private static final int COPIES = 2 * 3;

  /** MiB of memory, with a different content in each page. */
  @Case(
      value = "memory-{1,16,128,1024}m",
      about =
          "A program with %1 MiB of memory, each page different, shows what a checkpoint costs.",
      words = "1024=1,024",
      privilege = PRIVILEGES)
  void memory(Rig rig, String mebibytes) {
    rig.needs().memory(COPIES * Integer.parseInt(mebibytes));
    dumpAndRestore(rig, "bulk", "--memory", mebibytes, "--count", "300", "--pace", PACE);
  }

  /**
   * Threads of one process.
   *
   * <p>If many are much slower than a few, see {@code freezing_time}: CRIU seizes each by itself.
   */
  @Case(
      value = "threads-{1,10,100,1000}",
      about = "A program with %1 shows what a checkpoint costs.",
      words = "1=one thread; 10=10 threads; 100=100 threads; 1000=1,000 threads",
      privilege = PRIVILEGES)
  void threads(Rig rig, String number) {
    // In each step every thread waits for all others, twice.
    dumpAndRestore(rig, "threads", "--threads", number, "--count", "50", "--pace", "20000");
  }

  /** Children that do nothing. */
  @Case(
      value = "processes-{1,10,100}",
      about = "A program with %1 shows what a checkpoint costs.",
      words = "1=one idle child; 10=10 idle children; 100=100 idle children",
      privilege = PRIVILEGES)
  void processes(Rig rig, String number) {
    dumpAndRestore(rig, "bulk", "--processes", number, "--count", "300", "--pace", PACE);
  }

  /** Open files. */
  @Case(
      value = "descriptors-{10,100,1000}",
      about = "A program with %1 open files shows what a checkpoint costs.",
      words = "1000=1,000",
      privilege = PRIVILEGES)
  void descriptors(Rig rig, String number) {
    dumpAndRestore(rig, "bulk", "--descriptors", number, "--count", "300", "--pace", PACE);
  }

  private static void dumpAndRestore(Rig rig, String workload, String... args) {
    var subject = rig.start(workload, args);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
