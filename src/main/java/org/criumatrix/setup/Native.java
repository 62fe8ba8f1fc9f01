package org.criumatrix.setup;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.debian.SystemPackages;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.LocalCommand;

/** Builds the workloads and the agent. */
public final class Native {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final List<String> COMPILER = List.of("make", "gcc", "libc6-dev");
  private static final int LAST_LINES = 15;

  private Native() {}

  /**
   * Builds the programs for this machine. Returns why that failed, with a remedy; empty on success.
   */
  public static Optional<String> build(Path source, Path target) {
    return build(source, target, Architecture.here());
  }

  /** Builds the programs for an architecture, as the other method does. */
  public static Optional<String> build(Path source, Path target, Architecture architecture) {
    if (isBundle(source, target)) {
      return Optional.empty();
    }
    if (!Files.exists(source.resolve("Makefile"))) {
      return Optional.of(
          source.toAbsolutePath() + " has no Makefile: start this in the project's folder");
    }
    var jobs = "-j" + Runtime.getRuntime().availableProcessors();
    var argv =
        new ArrayList<>(
            List.of("make", "-s", jobs, "-C", source.toString(), "OUT=" + target.toAbsolutePath()));
    if (!architecture.isHere()) {
      argv.add("CROSS=" + architecture.triplet() + "-");
    }
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), argv);
      return result.succeeded()
          ? Optional.empty()
          : Optional.of(explain(result.stderr(), compiler(architecture)));
    } catch (UncheckedIOException e) {
      return Optional.of(
          "the workloads cannot be built: there is no make. " + SystemPackages.remedy(COMPILER));
    } catch (LocalCommand.TimedOut e) {
      return Optional.of("the workloads cannot be built: " + e.getMessage());
    }
  }

  /** Whether the programs were built on another machine and copied here by bin/bundle-run. */
  private static boolean isBundle(Path source, Path target) {
    return !Files.exists(source.resolve("Makefile")) && Files.isExecutable(target.resolve("agent"));
  }

  private static List<String> compiler(Architecture architecture) {
    var triplet = architecture.triplet().replace('_', '-');
    return architecture.isHere()
        ? COMPILER
        : List.of("make", "gcc-" + triplet, "libc6-dev-%s-cross".formatted(architecture.name()));
  }

  private static String explain(String complaint, List<String> compiler) {
    var lines = complaint.lines().toList();
    var last =
        String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    return "the workloads cannot be built:\n"
        + last
        + "\nif the compiler is missing, "
        + SystemPackages.remedy(compiler);
  }
}
