package org.criumatrix.runs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.Run;

/** Writes a run that was merged, with the evidence of all. */
public final class RunWriter {

  /** The folders next to the records, each file with a name of its own in every run. */
  private static final List<String> BESIDE = List.of("evidence", "controls", "capabilities");

  private RunWriter() {}

  /**
   * @param folder new: a run that is there is never written over
   */
  public static void write(Path folder, Merge merged, List<Run> runs) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : merged.records()) {
      recorder.add(record);
    }
    for (var run : runs) {
      for (var name : BESIDE) {
        var from = run.folder().resolve(name);
        if (Files.isDirectory(from)) {
          copy(from, folder.resolve(name));
        }
      }
    }
    // At last: what has no run.json is not whole.
    recorder.write(merged.info());
  }

  /** What is there already stays: shards share the controls of their cases. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            var target = to.resolve(from.relativize(file));
            if (!Files.exists(target)) {
              Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
