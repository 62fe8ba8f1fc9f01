package org.criumatrix.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Selection;
import org.junit.jupiter.api.Test;

/** What two uninterrupted runs have in common has to be in a third one. */
class ReferenceTest {

  private static final FileContent ONE = binary("1111");
  private static final FileContent OTHER = binary("2222");

  private static FileContent binary(String sum) {
    return new FileContent(4, sum, Optional.empty());
  }

  private static FileContent text(String... lines) {
    return new FileContent(1, String.join(";", lines), Optional.of(List.of(lines)));
  }

  private static RunResult run(int exit, List<String> out, Map<String, FileContent> files) {
    return new RunResult(OptionalInt.of(exit), out, List.of(), List.of(), new TreeMap<>(files));
  }

  private static RunResult prints(String... lines) {
    return run(0, List.of(lines), Map.of());
  }

  private static RunResult writes(String name, FileContent content) {
    return run(0, List.of(), Map.of(name, content));
  }

  private static Reference of(RunResult one, RunResult other) {
    return new Reference(one, other, Compared.ALL);
  }

  private static Reference twice(RunResult run) {
    return of(run, run);
  }

  private static List<String> seen(Reference reference, RunResult run) {
    return reference.differences(run).stream().map(Difference::toString).toList();
  }

  @Test
  void theSameResultsAreNoDifference() {
    var run = run(3, List.of("sum 5"), Map.of("out.dat", ONE, "log", text("a")));

    assertThat(twice(run).differences(run)).isEmpty();
    assertThat(twice(run).varying()).isEmpty();
    assertThat(twice(run).result()).isEqualTo(run);
  }

  @Test
  void anExitCodeCountsIfBothRunsHaveIt() {
    var two = run(2, List.of(), Map.of());

    assertThat(seen(twice(prints()), two))
        .containsExactly("exit code is '2', an uninterrupted run has '0'");
    assertThat(of(prints(), two).differences(run(7, List.of(), Map.of()))).isEmpty();
    assertThat(of(prints(), two).varying()).containsExactly("exit code");
  }

  @Test
  void anExitCodeThatCannotBeKnownIsNotCompared() {
    var unknown =
        new RunResult(OptionalInt.empty(), List.of(), List.of(), List.of(), new TreeMap<>());

    assertThat(twice(prints()).differences(unknown)).isEmpty();
    assertThat(twice(unknown).differences(run(1, List.of(), Map.of()))).isEmpty();
    assertThat(twice(unknown).varying()).isEmpty();
    assertThat(twice(unknown).isComparable()).isFalse();
  }

  @Test
  void eachOutputIsComparedUnlessItIsLeftOut() {
    var one = new RunResult(OptionalInt.of(0), List.of("a"), List.of("b"), List.of("c"), files());
    var other = new RunResult(OptionalInt.of(0), List.of("x"), List.of("y"), List.of("z"), files());
    var alone = new Compared(false, false, Selection.of("*"), List.of());

    assertThat(seen(twice(one), other))
        .containsExactly(
            "client line 1 is 'z', an uninterrupted run has 'c'",
            "stderr line 1 is 'y', an uninterrupted run has 'b'",
            "stdout line 1 is 'x', an uninterrupted run has 'a'");
    assertThat(seen(new Reference(one, one, alone), other))
        .containsExactly("client line 1 is 'z', an uninterrupted run has 'c'");
  }

  private static TreeMap<String, FileContent> files() {
    return new TreeMap<>();
  }

  @Test
  void ignoredLinesDoNotCount() {
    var compared = new Compared(true, true, Selection.of("*"), List.of(Pattern.compile("^host ")));
    var reference = new Reference(prints("host a", "sum 5"), prints("host b", "sum 5"), compared);

    assertThat(reference.varying()).isEmpty();
    assertThat(reference.differences(prints("sum 5", "host c"))).isEmpty();
    assertThat(seen(reference, prints("host a", "sum 6"))).hasSize(1);
  }

  @Test
  void binaryFilesAreComparedByTheirChecksum() {
    var reference = twice(writes("out.dat", ONE));

    assertThat(seen(reference, writes("out.dat", OTHER)))
        .containsExactly(
            "file out.dat is '4 bytes, SHA-256 2222', an uninterrupted run has '4 bytes, SHA-256 1111'");
    assertThat(seen(reference, prints()))
        .containsExactly(
            "file out.dat is 'not there', an uninterrupted run has '4 bytes, SHA-256 1111'");
  }

  @Test
  void textFilesAreComparedLineByLine() {
    var reference =
        of(writes("log", text("pid 1", "sum 5")), writes("log", text("pid 2", "sum 5")));

    assertThat(reference.varying()).containsExactly("file log: 1 place");
    assertThat(reference.differences(writes("log", text("pid 3", "sum 5")))).isEmpty();
    assertThat(seen(reference, writes("log", text("pid 3", "sum 6"))))
        .containsExactly("file log line 2 is 'sum 6', an uninterrupted run has 'sum 5'");
    assertThat(seen(reference, writes("log", ONE)))
        .containsExactly("file log is '4 bytes, SHA-256 1111', an uninterrupted run has 'a text'");
    assertThat(seen(reference, prints()))
        .containsExactly("file log is 'not there', an uninterrupted run has 'a text'");
  }

  @Test
  void aFileThatVariesShowsNothing() {
    var content = of(writes("out.dat", ONE), writes("out.dat", OTHER));
    var existence = of(writes("out.dat", ONE), prints());

    for (var reference : List.of(content, existence)) {
      assertThat(reference.varying()).containsExactly("file out.dat");
      assertThat(reference.differences(writes("out.dat", binary("3333")))).isEmpty();
      assertThat(reference.differences(prints())).isEmpty();
      assertThat(reference.isComparable()).isFalse();
    }
  }

  @Test
  void aFileThatOnlyTheThirdRunHasIsADifference() {
    assertThat(seen(twice(prints()), writes("core", ONE)))
        .containsExactly("file core is 'there', an uninterrupted run has 'no such file'");
  }

  @Test
  void filesThatAreLeftOutDoNotCount() {
    var results = new Compared(true, true, Selection.of("out/*"), List.of());
    var reference = new Reference(writes("cache", ONE), writes("out/a", ONE), results);

    assertThat(reference.varying()).containsExactly("file out/a");
    assertThat(reference.differences(writes("cache", OTHER))).isEmpty();
  }

  @Test
  void aFileThatBothRunsRemoveHasToBeRemoved() {
    var reference = twice(writes("lock", FileContent.REMOVED));

    assertThat(reference.differences(writes("lock", FileContent.REMOVED))).isEmpty();
    assertThat(seen(reference, prints())).hasSize(1);
    assertThat(seen(reference, writes("lock", ONE)))
        .containsExactly(
            "file lock is '4 bytes, SHA-256 1111', an uninterrupted run has 'removed'");
    assertThat(seen(twice(writes("log", text("a"))), writes("log", FileContent.REMOVED)))
        .containsExactly("file log is 'removed', an uninterrupted run has 'a text'");
  }

  @Test
  void aThirdRunShowsWhatIsNoise() {
    var reference = twice(run(0, List.of("sum 5"), Map.of("a", ONE, "log", text("x"))));
    var noise = reference.noise(run(0, List.of("sum 6"), Map.of("a", OTHER, "log", text("x"))));

    assertThat(noise).containsExactly("file a", "stdout");
    assertThat(reference.isComparableWithout(noise)).isTrue();
    assertThat(reference.isComparableWithout(Set.of("file a", "stdout", "file log"))).isFalse();
    assertThat(reference.isComparableWithout(Set.of("file log", "stdout"))).isTrue();
  }

  @Test
  void aTimeIsNoNoise() {
    var reference = twice(prints("time 1", "sum 5"));

    assertThat(reference.noise(prints("time 2", "sum 5"))).isEmpty();
  }

  @Test
  void aRunThatPrintsNothingHasItsExitCodeAlone() {
    assertThat(twice(prints()).isComparable()).isTrue();
    assertThat(twice(prints()).hasExitCodeAlone()).isTrue();
    assertThat(twice(prints("a")).hasExitCodeAlone()).isFalse();
    assertThat(twice(writes("a", ONE)).hasExitCodeAlone()).isFalse();
    assertThat(twice(writes("a", text("x"))).hasExitCodeAlone()).isFalse();
  }

  @Test
  void aRunThatOnlyPrintsWhatVariesCannotBeCompared() {
    var random = of(prints("a"), prints("b"));

    assertThat(random.isComparable()).isFalse();
    assertThat(random.hasExitCodeAlone()).isFalse();
    assertThat(random.varying()).containsExactly("all of stdout");
  }
}
