package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "threads-forks": programs of several threads or processes. */
@Row("threads-forks")
class ThreadsForksScenario {

  /**
   * Four threads print a sequence of numbers, as published; their names, masks and local storage
   * survive too.
   */
  @Case("pthreads")
  void pthreads(Rig rig) {
    var subject = rig.start("threads", "--threads", "4", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** More threads than any processor here has. */
  @Case("threads-64")
  void threads64(Rig rig) {
    var subject = rig.start("threads", "--threads", "64", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * One fork, as published: parent and child compute, and the parent waits for the child's exit
   * status.
   */
  @Case("fork")
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
  @Case("tree")
  void tree(Rig rig) {
    var subject = rig.start("tree");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** OpenMP, four threads that meet at a barrier in every step. */
  @Case("openmp")
  void openmp(Rig rig) {
    var subject = rig.start("openmp", "--count", "300");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The processes are dumped on one host and restored on another. */
  @Case(value = "{threads,fork,tree}-moved", hosts = 2)
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
  @Case(value = "{threads,fork,tree}-moved-lazy-pages", hosts = 2)
  void movedLazily(Rig rig, String what) {
    rig.plans("elsewhere", "lazy-pages");
    rig.needs().lazyPages();
    var subject = rig.start(what, "--count", "300", "--pace", "100000");
    rig.migrateLazily(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
