package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;

/** Folders of this machine. */
public final class LocalFolders {

  private LocalFolders() {}

  /**
   * Returns this account's home folder from {@code HOME}, because Java's own {@code user.home} is
   * {@code ?} for an account without a name.
   */
  public static Path home(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  /**
   * Removes a folder with everything in it, or a file, if it exists. Links are removed and never
   * followed.
   */
  public static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
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
