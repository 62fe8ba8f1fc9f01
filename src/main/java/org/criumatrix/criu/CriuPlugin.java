package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.host.SharedFolders;

/**
 * A shared object that CRIU loads from the folder given by {@code -L}, for files and devices that
 * it cannot handle itself. It belongs to one CRIU build.
 */
public enum CriuPlugin {
  CUDA("cuda", "cuda_plugin.so"),
  AMDGPU("amdgpu", "amdgpu_plugin.so");

  private static final String WHY_NOT = "why-not";

  private final String name;
  private final String file;

  CriuPlugin(String name, String file) {
    this.name = name;
    this.file = file;
  }

  public String file() {
    return file;
  }

  /**
   * Returns the folders in which it may be: of a catalogue build, a source tree, or an
   * installation.
   *
   * @param criu the folder of the program
   */
  public List<String> folders(Path criu) {
    return Stream.of("plugins/" + name, "../plugins/" + name, "../lib/criu", "../lib64/criu")
        .map(criu::resolve)
        .map(Path::normalize)
        .map(Path::toString)
        .toList();
  }

  /** Returns why the plugin of a build could not be made, if that was tried. */
  public Optional<String> whyNot(Path criu) {
    var note = describe(criu);
    try {
      return Files.exists(note) ? Optional.of(Files.readString(note).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + note, e);
    }
  }

  /** Returns its folder in a catalogue build. */
  Path folder(Path build) {
    return build.resolve("plugins").resolve(name);
  }

  private Path describe(Path build) {
    return build.resolve("plugins").resolve(name + "." + WHY_NOT);
  }

  void write(Path build, String whyNot) throws IOException {
    SharedFolders.create(build.resolve("plugins"));
    Files.writeString(describe(build), whyNot + "\n");
    SharedFolders.readable(describe(build), "rw-r--r--");
  }

  void forgetWhyNot(Path build) throws IOException {
    Files.deleteIfExists(describe(build));
  }
}
