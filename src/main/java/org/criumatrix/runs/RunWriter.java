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

/** Writes a merged run with the evidence of all its parts. */
public final class RunWriter {

  /** The folders next to the records. A file in them has a different name in every run. */
  private static final List<String> EVIDENCE_FOLDERS =
      List.of("evidence", "controls", "capabilities");

  private RunWriter() {}

  /**
   * @param folder a new folder; an existing run is never overwritten
   */
  public static void write(Path folder, Merge merged, List<Run> runs) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : merged.records()) {
      recorder.add(record);
    }
    for (var run : runs) {
      for (var name : EVIDENCE_FOLDERS) {
        var from = run.folder().resolve(name);
        if (Files.isDirectory(from)) {
          copy(from, folder.resolve(name));
        }
      }
    }
    // Last: a run without run.json is incomplete.
    recorder.write(merged.info());
  }

  /** Copies a folder. Keeps existing files: shards share the controls of their cases. */
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
