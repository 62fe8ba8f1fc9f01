package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "threads-forks": programs of several threads or processes. */
@Row(value = "threads-forks", host = UserlandRows.HOSTS)
class ThreadsForksScenario {

  /** What the workloads are, after "a program". */
  private static final String WORKLOADS =
      "threads=with threads; fork=with a child process; tree=with three levels of processes";

  /**
   * Four threads print a sequence of numbers, as published; their names, masks and local storage
   * survive too.
   */
  @Case(
      value = "pthreads",
      about =
          "A program with four threads, which keep their names, signal masks and "
              + "thread-local data.")
  void pthreads(Rig rig) {
    var subject = rig.start("threads", "--threads", "4", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** More threads than any processor here has. */
  @Case(
      value = "threads-64",
      about = "A program with 64 threads, which is more than most machines have cores.")
  void threads64(Rig rig) {
    var subject = rig.start("threads", "--threads", "64", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * One fork, as published: parent and child compute, and the parent waits for the child's exit
   * status.
   */
  @Case(
      value = "fork",
      about = "A parent and its child compute, and the parent waits for the child's exit status.")
  void fork(Rig rig) {
    var subject = rig.start("fork");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Three levels of processes: parents, process groups, sessions and exit statuses that are waited
   * for survive.
   *
   * <p>If this fails at {@code alive}, compare {@code crit show pstree.img} with what the error
   * names.
   */
  @Case(
      value = "tree",
      about =
          "Three levels of processes with groups and sessions, whose parents wait for "
              + "their exit statuses.")
  void tree(Rig rig) {
    var subject = rig.start("tree");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** OpenMP, four threads that meet at a barrier in every step. */
  @Case(
      value = "openmp",
      about = "An OpenMP program with four threads that meet at a barrier in every step.")
  void openmp(Rig rig) {
    var subject = rig.start("openmp", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The processes are dumped on one host and restored on another. */
  @Case(
      value = "{threads,fork,tree}-moved",
      about = "A program %1 is dumped on one host and restored on another.",
      words = WORKLOADS,
      hosts = 2)
  void moved(Rig rig, String what) {
    rig.plans("elsewhere");
    var subject = rig.start(what, "--count", "300", "--pace", "100000");
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The processes move to another host by lazy pages: each gets its pages when it touches them.
   *
   * <p>If this fails at {@code progress}, the log of {@code criu lazy-pages} shows which page is
   * waited for.
   */
  @Case(
      value = "{threads,fork,tree}-moved-lazy-pages",
      about =
          "A program %1 moves to another host by lazy pages: its memory follows when "
              + "it is touched.",
      words = WORKLOADS,
      hosts = 2)
  void movedLazily(Rig rig, String what) {
    rig.plans("elsewhere", "lazy-pages");
    rig.needs().lazyPages();
    var subject = rig.start(what, "--count", "300", "--pace", "100000");
    rig.migrateLazily(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
