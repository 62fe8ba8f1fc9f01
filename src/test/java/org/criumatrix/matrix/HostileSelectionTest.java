package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every selection of cells is parsed, or refused with the reason. */
class HostileSelectionTest {

  private static final String ID =
      "network/tcp-moved-server[criu=4.2.1,privilege=root,runtime=none,host=vm:trixie]";

  private static void bears(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      assertThat(e.getClass()).isEqualTo(IllegalArgumentException.class);
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void bears(List<String> good, Consumer<String> reading) {
    Hostile.texts(good, input -> bears(() -> reading.accept(input)));
  }

  @Test
  void selections() {
    bears(
        List.of("serial/* !*java*", "{network,gpu}/*,a/b", ID, "!vm:*", "*[criu={4.*,3.17.1},*"),
        text -> {
          var selection = Selection.of(text);
          selection.matches(ID);
          selection.matches(Cell.of(CaseId.parse("a/b"), "4.3", "root", "none", "local"));
        });
  }

  @Test
  void kernels() {
    bears(
        List.of(">=6.13", "=6.1", "< 5.10.3", "6.1.*", "{6.1.*,5.*}"),
        text -> {
          KernelPattern.of(text).matches("6.18.44-fc-v669");
          KernelPattern.of("<=6.1.12").matches(text);
        });
  }

  @Test
  void shards() {
    bears(
        List.of("3/8", "1/1", " 12/999999 "),
        text -> assertThat(Shard.parse(text).toString()).matches("[1-9]\\d*/[1-9]\\d*"));
  }

  @Test
  void casesAndVersions() {
    bears(List.of("network/tcp-moved-server", "a/b"), CaseId::parse);
    bears(
        List.of("4.2.1", "4.3-rc1", "3.17.1+deb12u1"),
        text -> {
          var order = VersionOrder.OLDEST_FIRST;
          assertThat(order.compare(text, "4.2")).isEqualTo(-order.compare("4.2", text));
          assertThat(order.compare(text, text)).isZero();
        });
  }

  /** A glob without special characters matches itself, whatever its characters. */
  @Test
  void aTextWithoutWildcardsMatchesItselfAlone() {
    Hostile.texts(
        List.of(ID, "plain \ud83d\ude00 text"),
        input -> {
          var plain = input.replaceAll("[*?{}]", "");
          assertThat(Glob.of(plain).matches(plain)).isTrue();
          assertThat(Glob.of(plain).matches(plain + "x")).isFalse();
          assertThat(Glob.of("*" + plain + "?").matches("a" + plain + "b")).isTrue();
        });
  }

  @ParameterizedTest
  @Timeout(10)
  @ValueSource(strings = {"*a", "*{a,aa}", "{*,*a}", "{,a}", "*?"})
  void aGlobThatCanMatchInCountlessWaysIsDecidedAllTheSame(String part) {
    var glob = Glob.of(part.repeat(50) + "b");

    assertThat(glob.matches("a".repeat(2000))).isFalse();
    assertThat(glob.matches("a".repeat(2000) + "b")).isEqualTo(part.contains("*"));
  }

  @Test
  void bracesWithinBracesMayBeDeep() {
    var deep = Glob.of("{".repeat(20_000) + "x" + "}".repeat(20_000));

    assertThat(deep.matches("x")).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.of("{".repeat(20_000)));
  }
}
