package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.NodeChanges;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", options of the images: what is in them, and how it gets there and back.
 *
 * <p>If an option has no effect, see the sizes and names of the images, and CRIU's log.
 */
@Row(value = "operations", cost = 2)
class OperationsImagesScenario {

  private static final String PRIVILEGES = "{root,capabilities}";
  private static final String PACE = "100000";
  private static final String GHOST_LIMIT = "64M";

  /** The processor is recorded, and compared. */
  @Case(
      value = "cpu-cap-{none,cpu,fpu,ins,all}",
      about =
          "A program is dumped and restored with --cpu-cap=%1; only with none the processor is not among the images.",
      privilege = PRIVILEGES)
  void cpuCap(Rig rig, String what) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject, "--cpu-cap=" + what);
    if (what.equals("none")) {
      rig.effects().lacks(images.folder(), "cpuinfo.img");
    } else {
      rig.effects().has(images.folder(), "cpuinfo.img");
    }
    rig.restore(images, "--cpu-cap=" + what);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The images do not get into the page cache. */
  @Case(
      value = "image-io-mode-{writeback,direct}",
      about = "The memory of a program is written and read with --image-io-mode=%1.",
      privilege = PRIVILEGES)
  void imageIoMode(Rig rig, String mode) {
    rig.needs().option("--image-io-mode");
    var subject = rig.start("bulk", "--memory", "4", "--pace", PACE);
    var images = rig.dump(subject, "--image-io-mode", mode);
    rig.restore(images, "--image-io-mode", mode);
    if (mode.equals("direct")) {
      rig.effects().logs("O_DIRECT enabled");
    } else {
      rig.effects().doesNotLog("O_DIRECT enabled");
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Pages leave the images as soon as they are restored. */
  @Case(
      value = "restore-auto-dedup",
      about = "A restore with --auto-dedup removes the memory of a program from its images.",
      privilege = PRIVILEGES)
  void autoDedup(Rig rig) {
    var subject = rig.start("bulk", "--memory", "4", "--pace", PACE);
    var images = rig.dump(subject);
    rig.restore(images, "--auto-dedup");
    rig.effects().hasNoPagesIn(images.folder());
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An operator asks for changes alone, and the kernel does not track them. */
  @Case(
      value =
          "track-mem-on-a-kernel-without-{prev-images-dir,pre-dump-mode-splice,pre-dump-mode-read}",
      about =
          "CRIU has to refuse %1 on a kernel that does not track changes of memory; the program continues.",
      words = {
        "prev-images-dir=a dump of changes since the last one",
        "pre-dump-mode-splice=to dump memory ahead through pipes",
        "pre-dump-mode-read=to dump memory ahead by process_vm_readv"
      },
      privilege = PRIVILEGES)
  void trackMem(Rig rig, String how) {
    rig.needs().noFeature("mem_dirty_track");
    var subject = rig.start("threads", "--pace", PACE);
    var fault = NodeChanges.already("the kernel does not track memory");
    if (how.equals("prev-images-dir")) {
      var first = rig.dumpLeavingRunning(subject);
      rig.failsToDump(subject, fault, "--track-mem", "--prev-images-dir", first.folder());
    } else {
      var mode = how.replace("pre-dump-mode-", "");
      rig.failsToPreDump(subject, fault, "--track-mem", "--pre-dump-mode=" + mode);
    }
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A CRIU that was built without LZ4. */
  @Case(
      value = "compress-without-lz4-{compress,compress-block,compress-acceleration}",
      about = "CRIU was built without LZ4 and has to refuse --%1; the program continues.",
      privilege = PRIVILEGES)
  void compress(Rig rig, String option) {
    needsNoCompression(rig);
    var subject = rig.start("threads", "--pace", PACE);
    var words =
        switch (option) {
          case "compress-block" -> List.of("--compress-block", "64K");
          case "compress-acceleration" -> List.of("--compress-acceleration", "2");
          default -> List.of("--compress");
        };
    var fault = NodeChanges.already("CRIU was built without LZ4");
    rig.failsToDump(subject, fault, words.toArray(String[]::new));
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same CRIU has to restore what is not compressed, whatever it would use for the rest. */
  @Case(
      value = "compress-without-lz4-decompress-threads",
      about = "CRIU was built without LZ4, and --decompress-threads does no harm to a restore.",
      privilege = PRIVILEGES)
  void decompress(Rig rig) {
    needsNoCompression(rig);
    var subject = rig.start("threads", "--pace", PACE);
    rig.restore(rig.dump(subject), "--decompress-threads", "2");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static void needsNoCompression(Rig rig) {
    rig.needs().option("--compress");
    rig.needs().noFeature("compress");
  }

  /** The file system says where a removed file has data, or CRIU looks for it itself. */
  @Case(
      value = "ghost-fiemap-{given,left-out}",
      about =
          "A removed file with holes keeps them; CRIU asks the file system for them only with --ghost-fiemap, which is %1.",
      words = "left-out=left out",
      privilege = PRIVILEGES)
  void ghostFiemap(Rig rig, String how) {
    rig.needs().option("--ghost-fiemap");
    var subject = rig.start("object", "--object", "unlinked-sparse");
    if (how.equals("given")) {
      var images = rig.dump(subject, "--ghost-limit", GHOST_LIMIT, "--ghost-fiemap");
      // Files of cells are in memory, where there is nothing to map.
      rig.effects().logs("don't support fiemap");
      rig.restore(images);
    } else {
      var images = rig.dump(subject, "--ghost-limit", GHOST_LIMIT, "--no-ghost-fiemap");
      rig.effects().doesNotLog("fiemap");
      rig.restore(images);
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
