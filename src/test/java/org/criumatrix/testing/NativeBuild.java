package org.criumatrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.criumatrix.host.LocalCommand;

/** The native programs, built when they are not there or older than their source. */
public final class NativeBuild {

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final Path BUILD = Path.of("target", "native-of-unit-tests").toAbsolutePath();

  /** What this JVM has built, and need not ask make for again. */
  private static final Set<String> BUILT = ConcurrentHashMap.newKeySet();

  private NativeBuild() {}

  /**
   * The folder with these programs; a test without a compiler is skipped.
   *
   * @param names {@code agent}, {@code simple-c}
   */
  public static Path with(String... names) {
    if (BUILT.containsAll(List.of(names))) {
      return BUILD;
    }
    var tools = List.of("sh", "-c", "command -v make && command -v cc");
    assumeTrue(
        LocalCommand.run(LIMIT, Map.of(), tools).succeeded(),
        "nothing can be built: there is no make or no C compiler");
    // Surefire's JVMs build in the same folder.
    var argv = new ArrayList<>(List.of("flock", BUILD + ".lock"));
    var jobs = "-j" + Runtime.getRuntime().availableProcessors();
    argv.addAll(List.of("make", "-s", jobs, "-C", "native", "OUT=" + BUILD));
    Arrays.stream(names).map(name -> BUILD.resolve(name).toString()).forEach(argv::add);
    var made = LocalCommand.run(LIMIT, Map.of(), argv);
    assertThat(made.exit()).as(made.stderr()).isZero();
    BUILT.addAll(List.of(names));
    return BUILD;
  }
}
