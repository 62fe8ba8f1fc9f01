package org.criumatrix.distro;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.ResourceText;

/** Runs scripts in a root, with namespaces of their own and without a network. */
public final class RootShell {

  /** On an idle machine most scripts take seconds; CRIU's own tests take a minute. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final List<String> OWN =
      List.of("unshare", "--mount", "--pid", "--ipc", "--net", "--uts", "--fork", "--kill-child");

  private RootShell() {}

  /** Runs a script that takes seconds, see the other method. */
  static LocalCommand.Result run(
      Path root, String folder, String script, Map<String, Path> mounted) {
    return run(root, folder, script, mounted, LIMIT);
  }

  /**
   * Runs a script and waits for its end.
   *
   * @param folder in the root, where the script runs
   * @param mounted path below /tmp in the root → folder of this machine that is there meanwhile
   * @throws LocalCommand.TimedOut if it does not end in time
   */
  public static LocalCommand.Result run(
      Path root, String folder, String script, Map<String, Path> mounted, Duration limit) {
    var argv = new ArrayList<>(OWN);
    argv.addAll(List.of("sh", "-euc", ResourceText.beside(RootShell.class, "build.sh"), "build"));
    argv.addAll(List.of(root.toString(), folder, script));
    mounted.forEach((in, from) -> argv.addAll(List.of(in, from.toAbsolutePath().toString())));
    return LocalCommand.run(limit, Map.of(), argv);
  }
}
