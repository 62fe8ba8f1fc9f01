package org.criumatrix.distro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.ResourceText;

/**
 * Builds the suite's workloads with the compiler and the C library of a root.
 *
 * @param suite the folder of the suite, which has {@code native}
 * @param built the suite's programs as built for this machine
 * @param target the folder that gets a folder for each root
 */
public record NativeBuild(Path suite, Path built, Path target) {

  /** The file that says for which root a folder was built. */
  private static final String ROOT = ".root";

  private static final String SUITE = "/tmp/suite";
  private static final String BUILT = "/tmp/built";
  private static final String OUT = "/tmp/out";

  private static final int MAX_COMPLAINT = 2000;

  /**
   * Builds what is not up to date, and returns the folder.
   *
   * @param compiler its name in the root
   * @throws Distributions.Missing if nothing can be built
   */
  public Path make(String name, Path root, String compiler) throws Distributions.Missing {
    if (!Files.exists(suite.resolve("native/Makefile"))) {
      throw missing(name, "there is no native/Makefile here", null);
    }
    var out = target.resolve(name).toAbsolutePath();
    try {
      clearUnlessOf(root, out);
      var mounted = Map.of(SUITE, suite, BUILT, built, OUT, out);
      var made = RootShell.run(root, "/tmp", script(compiler, SUITE, BUILT, OUT), mounted);
      if (!made.succeeded()) {
        var said = (made.stdout() + made.stderr()).strip();
        var last = said.substring(Math.max(0, said.length() - MAX_COMPLAINT));
        throw missing(name, "exit %d: %s".formatted(made.exit(), last), null);
      }
      return out;
    } catch (IOException | LocalCommand.TimedOut e) {
      throw missing(name, e.toString(), e);
    }
  }

  /** Removes what was built for another root: make does not see that a compiler has changed. */
  private static void clearUnlessOf(Path root, Path out) throws IOException {
    var installed = root.resolve("var/lib/dpkg/status");
    var id = "%s %s".formatted(root.getFileName(), Files.getLastModifiedTime(installed));
    var file = out.resolve(ROOT);
    if (Files.exists(file) && Files.readString(file).equals(id)) {
      return;
    }
    LocalFolders.remove(out);
    Files.createDirectories(out);
    Files.writeString(file, id);
  }

  static String script(String compiler, String suite, String built, String out) {
    return "compiler='%s' suite='%s' built='%s' out='%s'%n%s"
        .formatted(
            compiler, suite, built, out, ResourceText.beside(NativeBuild.class, "native.sh"));
  }

  private static Distributions.Missing missing(String name, String why, Exception cause) {
    return new Distributions.Missing(
        "the workloads cannot be built in the user land %s: %s".formatted(name, why), cause);
  }
}
