package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "open files": an application that reads its input and writes its results while it is
 * checkpointed.
 */
@Row(value = "open-files", cost = 2)
class OpenFilesScenario {

  /**
   * The offset of a file that is being appended to survives.
   *
   * <p>If this fails, compare the offset in {@code crit show files.img} with the file's size at the
   * dump.
   */
  @Case("append")
  void append(Rig rig) {
    var subject = rig.start("append-records");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Offsets that are shared and not, flags, and a shared mapping of a file. */
  @Case("read-write")
  void readWrite(Rig rig) {
    var subject = rig.start("read-write");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A file that is open and was removed: CRIU keeps its content as a ghost file.
   *
   * <p>If this fails, see {@code --ghost-limit}.
   */
  @Case("deleted")
  void deleted(Rig rig) {
    var subject = rig.start("deleted-file");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An open file whose name was removed while another name of it remains. */
  @Case("deleted-hard-link")
  void deletedHardLink(Rig rig) {
    var subject = rig.start("deleted-file", "--hard-link");
    rig.restore(rig.dump(subject, "--link-remap"), "--link-remap");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Locks by flock and by fcntl are held again. */
  @Case("locked")
  void locked(Rig rig) {
    var subject = rig.start("locked-file");
    rig.restore(rig.dump(subject, "--file-locks"), "--file-locks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Pipes and a FIFO with unread bytes in them: none lost, repeated or out of order. */
  @Case("pipe")
  void pipe(Rig rig) {
    var subject = rig.start("pipe");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The published limit: the tree of files is missing on restore; putting it back is enough. */
  @Case("missing-directory")
  void missingDirectory(Rig rig) {
    var subject = rig.start("append-records");
    var images = rig.dump(subject);
    var files = rig.filesOf(subject);
    files.move("work", "elsewhere");
    rig.afterwards(
        "put-back",
        () -> {
          files.move("elsewhere", "work");
          rig.restore(images);
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The tree of files is in another folder on restore; a link at the old path is enough. */
  @Case("moved-directory")
  void movedDirectory(Rig rig) {
    var subject = rig.start("read-write");
    var images = rig.dump(subject);
    var files = rig.filesOf(subject);
    files.move("work", "elsewhere");
    rig.afterwards(
        "link-at-the-old-place",
        () -> {
          files.link("work", "elsewhere");
          rig.restore(images);
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** LAMMPS while it writes restart files and a trajectory. */
  @Case("lammps-restart-files")
  void lammpsRestartFiles(Rig rig) {
    var subject = rig.start("lammps", "in.restart", "-var", "steps", "500");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The process is dumped on one host and restored on another, with its files at the same paths.
   */
  @Case(value = "{append,read-write}-moved", hosts = 2)
  void moved(Rig rig, String what) {
    var subject = rig.start(what.equals("append") ? "append-records" : what, "--pace", "100000");
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The images move to another host, and the files do not. */
  @Case(value = "append-moved-without-files", hosts = 2)
  void movedWithoutFiles(Rig rig) {
    var subject = rig.start("append-records", "--pace", "100000");
    rig.restore(rig.movedAlone(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
