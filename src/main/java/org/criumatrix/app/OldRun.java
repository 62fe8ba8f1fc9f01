package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** What an earlier run left where this one writes. */
final class OldRun {

  private static final List<String> OF_THE_MATRIX =
      List.of("evidence", "controls", "capabilities", "junit");

  private OldRun() {}

  /**
   * Removes it, so that no old log is taken for a new one; the old records are the recorder's to
   * keep.
   */
  static void clear(Path matrix, Path target) throws IOException {
    for (var name : OF_THE_MATRIX) {
      remove(matrix.resolve(name));
    }
    remove(target.resolve("allure-results"));
    remove(target.resolve("site").resolve("allure-report"));
  }

  /** Links are removed and never followed. */
  static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
