package org.criumatrix.scenario;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Conversation.Part;
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
  @Case(value = "append", about = "A program appends records to a file; the offset has to survive.")
  void append(Rig rig) {
    var subject = rig.start("append-records");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Offsets that are shared and not, flags, and a shared mapping of a file. */
  @Case(
      value = "read-write",
      about =
          "A program has files open with shared and separate offsets and flags, and "
              + "maps one of them.")
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
  @Case(
      value = "deleted",
      about = "A program uses a file that was deleted; CRIU keeps the content in its images.")
  void deleted(Rig rig) {
    var subject = rig.start("deleted-file");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An open file whose name was removed while another name of it remains. */
  @Case(
      value = "deleted-hard-link",
      about =
          "The name of an open file was removed and another hard link remains; "
              + "--link-remap is given.")
  void deletedHardLink(Rig rig) {
    var subject = rig.start("deleted-file", "--hard-link");
    rig.restore(rig.dump(subject, "--link-remap"), "--link-remap");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Locks by flock and by fcntl are held again. */
  @Case(
      value = "locked",
      about = "A program holds locks by flock and by fcntl; --file-locks is given.")
  void locked(Rig rig) {
    var subject = rig.start("locked-file");
    rig.restore(rig.dump(subject, "--file-locks"), "--file-locks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without {@code --link-remap} CRIU must refuse a file whose name is gone. */
  @Case(
      value = "deleted-hard-link-without-flag",
      about =
          "The name of an open file was removed, and CRIU has to refuse it without --link-remap.")
  void deletedHardLinkWithoutFlag(Rig rig) {
    var subject = rig.start("deleted-file", "--hard-link");
    rig.refusesToDump(subject, "Use link-remap option");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A removed file that is larger than CRIU keeps by default, with a larger limit. */
  @Case(
      value = "deleted-large",
      about =
          "A program uses a deleted file of 2 MiB, more than CRIU keeps by default; "
              + "--ghost-limit is raised.")
  void deletedLarge(Rig rig) {
    var subject = rig.start("deleted-file", "--padding", "2");
    rig.restore(rig.dump(subject, "--ghost-limit", "4M"));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without a larger limit CRIU must refuse a large file without a name. */
  @Case(
      value = "deleted-large-without-flag",
      about =
          "A deleted file of 2 MiB is more than CRIU keeps by default, so it has to "
              + "refuse the dump.")
  void deletedLargeWithoutFlag(Rig rig) {
    var subject = rig.start("deleted-file", "--padding", "2");
    rig.refusesToDump(subject, "Can't dump ghost file");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without {@code --file-locks} CRIU must refuse a process that holds locks. */
  @Case(
      value = "locked-without-flag",
      about = "A program holds file locks, and CRIU has to refuse it without --file-locks.")
  void lockedWithoutFlag(Rig rig) {
    var subject = rig.start("locked-file");
    rig.refusesToDump(subject, "Some file locks are hold by dumping tasks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A pipe or a FIFO between a process that is dumped and one that is not, as in {@code program |
   * tee log}.
   *
   * <p>If this fails, see which end is gone: the one outside notices the dump.
   */
  @Case(
      value = "{pipe,fifo}-outside-{reader,writer}",
      about =
          "Only the %2 of a %1 is checkpointed; its other end is a process outside, as "
              + "in program | tee log.",
      words = "pipe=pipe; fifo=FIFO")
  void outside(Rig rig, String what, String dumped) {
    var words = what.equals("fifo") ? List.of("--fifo") : List.<String>of();
    var reader = new Part("stream", with("--serve", words));
    var writer = new Part("stream", with("--call", words));
    var talk = rig.talk(Conversation.atPath(reader, writer));
    var ofReader = dumped.equals("reader");
    var images = rig.dump(ofReader ? talk.server() : talk.client());
    // Otherwise a fast restore comes before the one outside has looked.
    rig.letEnd(ofReader ? talk.client() : talk.server());
    rig.restore(images);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  private static List<String> with(String word, List<String> words) {
    return Stream.concat(Stream.of(word), words.stream()).toList();
  }

  /** Pipes and a FIFO with unread bytes in them: none lost, repeated or out of order. */
  @Case(
      value = "pipe",
      about =
          "A program has pipes and a FIFO with unread bytes, none of which may be lost "
              + "or repeated.")
  void pipe(Rig rig) {
    var subject = rig.start("pipe");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The published limit: the tree of files is missing on restore; putting it back is enough. */
  @Case(
      value = "missing-directory",
      about =
          "The folder with a program's open files is gone at the restore; putting it "
              + "back has to be enough.")
  void missingDirectory(Rig rig) {
    rig.plans("without-files");
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
  @Case(
      value = "moved-directory",
      about =
          "The folder with a program's open files has moved before the restore; a link "
              + "at its old path has to be enough.")
  void movedDirectory(Rig rig) {
    rig.plans("without-files");
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
  @Case(
      value = "lammps-restart-files",
      about = "LAMMPS writes restart files and a trajectory while it is checkpointed.")
  void lammpsRestartFiles(Rig rig) {
    var subject = rig.start("lammps", "in.restart", "-var", "steps", "500");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The process is dumped on one host and restored on another, with its files at the same paths.
   */
  @Case(
      value = "{append,read-write}-moved",
      about =
          "A program that %1 is dumped on one host and restored on another, to which "
              + "its files were copied.",
      words = "append=appends to a file; read-write=reads, writes and maps files",
      hosts = 2)
  void moved(Rig rig, String what) {
    rig.plans("elsewhere");
    var subject = rig.start(what.equals("append") ? "append-records" : what, "--pace", "100000");
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The images move to another host, and the files do not. */
  @Case(
      value = "append-moved-without-files",
      about =
          "The images of a program that appends to a file move to another host, and "
              + "the file does not.",
      hosts = 2)
  void movedWithoutFiles(Rig rig) {
    rig.plans("elsewhere", "without-files");
    var subject = rig.start("append-records", "--pace", "100000");
    rig.restore(rig.movedAlone(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
