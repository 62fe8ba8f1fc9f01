package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.HostKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSelectionTest {

  private static final List<HostKind> ALL =
      Stream.of("local", "vm:sid", "userland:trixie", "userland:sid", "userland:musl")
          .map(HostSelectionTest::named)
          .toList();

  private static HostKind named(String name) {
    return (HostKind)
        Proxy.newProxyInstance(
            HostKind.class.getClassLoader(),
            new Class<?>[] {HostKind.class},
            (proxy, method, words) -> {
              if (!method.getName().equals("name")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return name;
            });
  }

  private static List<String> selected(Map<String, String> options) {
    return new Settings(options).hosts().of(ALL).stream().map(HostKind::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "sid, userland:sid",
    "'trixie,sid', userland:trixie userland:sid",
    "'!musl', userland:trixie userland:sid",
    "'*s*', userland:sid userland:musl",
  })
  void userLandsAreSelectedByTheirNameAlone(String globs, String expected) {
    assertThat(selected(Map.of("userland", globs))).containsExactly(expected.split(" "));
  }

  @Test
  void hostsAreSelectedInAdditionAndTheirGlobsSelectNoUserLand() {
    assertThat(selected(Map.of("userland", "sid", "host", "local")))
        .containsExactly("local", "userland:sid");
    assertThat(selected(Map.of("userland", "sid", "host", "!vm:*")))
        .containsExactly("local", "userland:sid");
  }

  @Test
  void withoutTheOptionAUserLandIsAHostLikeOthers() {
    assertThat(selected(Map.of("host", "userland:*")))
        .containsExactly("userland:trixie", "userland:sid", "userland:musl");
    assertThat(selected(Map.of())).containsExactly("local");
  }

  @Test
  void aNameThatThereIsNotIsAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> selected(Map.of("userland", "buster")))
        .withMessage("-Duserland='buster' selects nothing; there is: trixie, sid, musl");
  }
}
