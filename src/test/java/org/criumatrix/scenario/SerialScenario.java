package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "serial": one process that computes, as most jobs of a batch system do. */
@Row(value = "serial", host = UserlandRows.HOSTS, cost = 2)
class SerialScenario {

  /**
   * A program computes and prints its progress to a file.
   *
   * <p>If this fails, everything else fails too: look at CRIU's first error, and at {@code criu
   * check}.
   */
  @Case(value = "simple-c", about = "A single process computes and prints its progress to a file.")
  void simpleC(Rig rig) {
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A program runs as the job of a shell, on a terminal.
   *
   * <p>If this fails, look for {@code tty:} in the log: the restored job needs a shell of its own
   * on a new terminal.
   */
  @Case(
      value = "terminal",
      about =
          "A program runs in the foreground of a shell on a terminal, and is "
              + "checkpointed with --shell-job.")
  void terminal(Rig rig) {
    var subject = rig.startOnTerminal("simple-c");
    var images = rig.dump(subject, "--shell-job");
    rig.restore(images, "--shell-job");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A program was started by nohup in a shell: it has no terminal open, and stays in its session.
   */
  @Case(
      value = "nohup",
      about =
          "A program that a shell started with nohup stays in the shell's session "
              + "without a terminal; --shell-job is given.")
  void nohup(Rig rig) {
    var subject = rig.startByNohup("simple-c");
    rig.restore(rig.dump(subject, "--shell-job"), "--shell-job");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without {@code --shell-job} CRIU must refuse a job in the session of a shell. */
  @Case(
      value = "nohup-without-flag",
      about =
          "A program that a shell started with nohup is dumped without --shell-job, "
              + "which CRIU has to refuse.")
  void nohupWithoutFlag(Rig rig) {
    var subject = rig.startByNohup("simple-c");
    rig.refusesToDump(subject, "is not a session leader");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without {@code --shell-job} CRIU must refuse the job of a shell. */
  @Case(
      value = "terminal-without-flag",
      about =
          "A program on the terminal of a shell is dumped without --shell-job, which "
              + "CRIU has to refuse.")
  void terminalWithoutFlag(Rig rig) {
    var subject = rig.startOnTerminal("simple-c");
    rig.refusesToDump(subject, "Found dangling tty");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * LAMMPS from the distribution, a Lennard-Jones fluid: the publication's own example.
   *
   * <p>If this fails, see whether it is still one plain process; {@code native/lammps/README}
   * describes the environment for that.
   */
  @Case(
      value = "lammps-lj",
      about = "LAMMPS, as the distribution has it, simulates a Lennard-Jones fluid in one process.")
  void lammps(Rig rig) {
    var subject = rig.start("lammps", "in.lj", "-var", "steps", "500");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A numeric loop in a Java virtual machine: many threads, a just-in-time compiler, files mapped
   * from the JDK.
   *
   * <p>If this fails, try the JVM with {@code -XX:-UsePerfData}, and see what it keeps open in
   * {@code /proc/PID/fd}.
   */
  @Case(
      value = "java",
      about =
          "A Java virtual machine runs a numeric loop, with many threads and a "
              + "just-in-time compiler.")
  void java(Rig rig) {
    var subject = rig.start("java");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A numeric loop in Python. */
  @Case(value = "python", about = "The Python interpreter runs a numeric loop.")
  void python(Rig rig) {
    var subject = rig.start("python");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Root checkpoints the process of an ordinary account, as on a batch system.
   *
   * <p>If this fails at {@code dump} with {@code Can't get rlimit}, root lacks CAP_SYS_RESOURCE.
   */
  @Case(
      value = "other-account",
      about = "Root checkpoints the process of an ordinary account, as a batch system does.",
      privilege = "root")
  void otherAccount(Rig rig) {
    rig.asAnotherAccount();
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The process is dumped on one host and restored on another, with its files at the same paths.
   *
   * <p>If this fails at {@code restore}, see whether its PID is taken there.
   */
  @Case(
      value = "simple-c-moved",
      about =
          "A single process is dumped on one host and restored on another, with its "
              + "files at the same paths.",
      hosts = 2)
  void moved(Rig rig) {
    rig.plans("elsewhere");
    var subject = rig.start("simple-c", "--pace", "100000");
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The process moves to another host; a page server there receives its memory during the dump. */
  @Case(
      value = "simple-c-moved-page-server",
      about =
          "A single process moves to another host, where a page server receives its "
              + "memory during the dump.",
      hosts = 2)
  void movedOverPageServer(Rig rig) {
    rig.plans("elsewhere");
    var subject = rig.start("simple-c", "--pace", "100000");
    rig.restore(rig.moved(rig.dumpOverPageServer(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The process moves to another host by lazy pages: it continues there, and its pages arrive when
   * it touches them.
   *
   * <p>If this fails at {@code progress}, the log of {@code criu lazy-pages} shows which page it
   * waits for.
   */
  @Case(
      value = "{simple-c,python}-moved-lazy-pages",
      about =
          "%1 moves to another host by lazy pages: it continues there, and its memory "
              + "follows when it is touched.",
      words = "simple-c=A C program; python=A Python program",
      hosts = 2)
  void movedLazily(Rig rig, String what) {
    rig.plans("elsewhere", "lazy-pages");
    rig.needs().lazyPages();
    var subject = rig.start(what);
    rig.migrateLazily(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
