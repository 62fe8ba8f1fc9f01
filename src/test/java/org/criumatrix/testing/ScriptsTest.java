package org.criumatrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Test;

/** Scripts are free of what shellcheck and ruff warn of. */
class ScriptsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Not of the project: build outputs, and git's own files. */
  private static final Set<Path> NOT_OURS = Set.of(Path.of("target"), Path.of(".git"));

  private static final Pattern SHELL = Pattern.compile("#!.*\\b(ba)?sh\\b");
  private static final Pattern PYTHON = Pattern.compile("#!.*\\bpython3?\\b");

  /** Parts of box/build are checked with it: they use each other's variables. */
  private static final List<String> PARTS =
      List.of("box/lib/", "box/userland/make.sh", "box/kernel/make.sh");

  private static final List<String> SHELLCHECK =
      List.of(
          "shellcheck",
          "--severity=warning",
          "--format=gcc",
          "--external-sources",
          "--check-sourced",
          "--source-path=SCRIPTDIR");

  /**
   * Warnings that do not apply, with the reason. The content of box/userland and box/kernel names
   * what is built from them: a comment there would make every machine build it again.
   */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          // A kernel's name and a table's fields are one argument a word.
          "box/build", "SC2046",
          // udhcpc sets the variables.
          "box/userland/address", "SC2154",
          // The root's folder is an argument, and `set -u` stops where it is missing.
          "box/userland/settle", "SC2115",
          // busybox is close enough to dash.
          "box/kernel/initrd", "SC2187");

  private static String firstLine(Path file) {
    try (var in = Files.newInputStream(file)) {
      var begin = new String(in.readNBytes(80), StandardCharsets.ISO_8859_1);
      return begin.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean begins(Path file, Pattern pattern) {
    return pattern.matcher(firstLine(file)).lookingAt();
  }

  private static List<Path> files(Predicate<Path> wanted) throws IOException {
    var all = new ArrayList<Path>();
    try (var top = Files.list(Path.of(""))) {
      for (var folder : top.filter(f -> !NOT_OURS.contains(f)).toList()) {
        try (var files = Files.walk(folder)) {
          files.filter(Files::isRegularFile).filter(wanted).forEach(all::add);
        }
      }
    }
    return all.stream().sorted().toList();
  }

  private static boolean isThere(String program) {
    return LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", "command -v " + program))
        .succeeded();
  }

  private static List<String> shellcheck(Path script) {
    var words = new ArrayList<>(SHELLCHECK);
    var name = script.toString();
    if (EXCEPTIONS.containsKey(name)) {
      words.add("--exclude=" + EXCEPTIONS.get(name));
    }
    if (!begins(script, SHELL)) {
      words.add("--shell=sh");
    }
    words.add(name);
    var checked = LocalCommand.run(LIMIT, Map.of(), words);
    return Stream.concat(checked.stdout().lines(), checked.stderr().lines())
        // The system's own files, which scripts read.
        .filter(line -> !line.startsWith("/"))
        .toList();
  }

  private static boolean isShell(Path file) {
    var name = file.toString();
    return PARTS.stream().noneMatch(name::startsWith)
        && (begins(file, SHELL) || name.endsWith(".sh") || name.equals("box/userland/settle"));
  }

  @Test
  void shellScriptsHaveNoWarnings() throws IOException {
    assumeTrue(isThere("shellcheck"), "shellcheck is not installed");
    var scripts = files(ScriptsTest::isShell);

    assertThat(scripts)
        .map(Path::toString)
        .contains(
            ".ci/run",
            "bench/bare-loop",
            "bin/bundle-run",
            "box/build",
            "contrib/pool/run-shard",
            "criu-matrix",
            "findings/mountinfo-follows-renames.sh",
            "native/check",
            "src/main/resources/org/criumatrix/host/room.sh");
    assertThat(scripts.parallelStream().flatMap(s -> shellcheck(s).stream()).sorted().distinct())
        .isEmpty();
  }

  @Test
  void pythonProgramsHaveNoWarnings() throws IOException {
    assumeTrue(isThere("ruff"), "ruff is not installed: pip install ruff");
    var programs = files(f -> begins(f, PYTHON) || f.toString().endsWith(".py"));

    assertThat(programs)
        .map(Path::toString)
        .contains("bench/mutants", "native/python/mpi_loop.py")
        .anyMatch(name -> name.startsWith("contrib/"));
    var words = new ArrayList<>(List.of("ruff", "check", "--no-cache", "--output-format=concise"));
    programs.forEach(p -> words.add(p.toString()));
    var checked = LocalCommand.run(LIMIT, Map.of(), words);
    assertThat(checked.succeeded()).as(checked.stdout() + checked.stderr()).isTrue();
  }
}
