package org.criumatrix.trial;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders of the machine that a contained program sees. */
final class ContainedFolders {

  private static final List<String> SHOWN =
      List.of(
          "/bin", "/sbin", "/lib", "/lib64", "/etc", "/usr", "/opt", "/srv", "/var", "/home",
          "/root", "/mnt", "/nix");

  private static final List<String> DEVICES =
      List.of("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/dev/full");

  private ContainedFolders() {}

  /**
   * @param folder the program's, which is among them
   */
  static List<String> of(Path folder) {
    var all = new ArrayList<>(DEVICES);
    var shown =
        SHOWN.stream()
            .map(Path::of)
            .filter(Files::isDirectory)
            .filter(p -> !Files.isSymbolicLink(p))
            .toList();
    shown.forEach(p -> all.add(p.toString()));
    if (shown.stream().noneMatch(folder::startsWith)) {
      all.add(folder.toString());
    }
    return all;
  }
}
