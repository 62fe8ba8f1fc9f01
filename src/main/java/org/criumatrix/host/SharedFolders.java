package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Folders that other accounts may enter, whatever the umask is. */
public final class SharedFolders {

  private SharedFolders() {}

  /** Creates a folder and its missing parents. */
  public static Path create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      if (folder.getParent() != null) {
        create(folder.getParent());
      }
      Files.createDirectories(folder);
      readable(folder, "rwxr-xr-x");
    }
    return folder;
  }

  /**
   * @param permissions {@code rwxr-xr-x}
   */
  public static void readable(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Returns the first folder on the path that other accounts may not enter. */
  public static Optional<Path> closedToOthers(Path folder) throws IOException {
    for (var part = folder; part != null; part = part.getParent()) {
      if (!Files.getPosixFilePermissions(part).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
