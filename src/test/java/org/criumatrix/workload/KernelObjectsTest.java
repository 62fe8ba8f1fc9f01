package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The objects of native/objects judge themselves right: without a dump every property is kept, and
 * without being set every property differs.
 */
class KernelObjectsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int UNAVAILABLE = 3;
  private static final int MISTAKEN = 2;

  /** Removes the folder itself: Java cannot remove paths that are longer than PATH_MAX. */
  private static final String IN_FOLDER =
      "cd \"$0\" && \"$@\"; code=$?; cd / && rm -rf \"$0\"; exit $code";

  private static Path programs;

  @TempDir Path folder;

  @BeforeAll
  static void build() {
    programs = NativeBuild.with("object", "subjects/object");
  }

  /** Runs a program in a PID and an IPC namespace of its own, which end with it. */
  private LocalCommand.Result run(String program, String object, String... more) {
    var argv = Stream.of(programs.resolve(program).toString(), "--object", object, "--count", "2");
    try {
      var work = Files.createTempDirectory(folder, object);
      return LocalCommand.run(
          LIMIT,
          Map.of(),
          Stream.concat(
                  Stream.of("sh", "-c", IN_FOLDER, work.toString()),
                  Stream.concat(argv, Stream.of(more)))
              .toList());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> objects() {
    var listed =
        LocalCommand.run(LIMIT, Map.of(), List.of(programs.resolve("object").toString(), "--list"));
    return listed.stdout().lines().map(l -> l.split("\t")[0]).toList();
  }

  private String problem(String object, String... more) {
    var result = run("object", object, more);
    var isWell = result.exit() == 0 || result.exit() == UNAVAILABLE;
    return isWell ? "" : "%s: exit %d, %s".formatted(object, result.exit(), result.stderr());
  }

  @Test
  void keepsEveryPropertyWithoutADump() {
    assertThat(objects().parallelStream().map(o -> problem(o)).filter(p -> !p.isEmpty())).isEmpty();
  }

  @Test
  void differsInEveryPropertyThatIsNeverSet() {
    assertThat(objects().parallelStream().map(o -> problem(o, "--unset")).filter(p -> !p.isEmpty()))
        .isEmpty();
  }

  @Test
  void hasEachNameOnce() {
    assertThat(objects())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(n -> n.matches("[a-z0-9-]+"));
  }

  /**
   * A property that is never set or compared with itself is found in every run, but for one kind.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "never-set,                 '',      2, 'semaphore: is the same before it was set: 0'",
    "compared-with-itself,      '',      2, 'semaphore: is the same before it was set: 1'",
    "compared-with-itself-once, --unset, 2, 'has the expected value though it was never set: 1'",
    "loss-expected,             '',      2, 'semaphore: expected 0 after it was set, was: 1'",
    "loss-expected-once,        '',      1, 'check failed: changed: what a read takes.'",
  })
  void findsTheMistakesOfAnObject(String object, String option, int exit, String complaint) {
    var result =
        option.isEmpty() ? run("subjects/object", object) : run("subjects/object", object, option);

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.stderr()).contains(complaint);
  }

  @Test
  void refusesAnObjectThatItDoesNotHave() {
    var result = run("object", "no-such-object");

    assertThat(result.exit()).isEqualTo(MISTAKEN);
    assertThat(result.stderr())
        .contains("there is no object \"no-such-object\" (--list names all)");
  }
}
