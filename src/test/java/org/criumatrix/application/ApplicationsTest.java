package org.criumatrix.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the folder {@code applications} can be used. */
class ApplicationsTest {

  static Stream<String> names() {
    return Applications.ofCheckout().names().stream();
  }

  @Test
  void thereAreSome() {
    assertThat(names()).hasSizeGreaterThan(50).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isDescribedInPartOfASentence(String name) {
    var application = Applications.ofCheckout().find(name);

    assertThat(application.about()).doesNotEndWith(".").doesNotContain("\n");
    assertThat(application.about()).hasSizeBetween(10, 160);
    assertThat(application.root()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasOptionsAndSuitesThatThereAre(String name) {
    var application = Applications.ofCheckout().find(name);

    assertThat(application.program().options()).allMatch(o -> o.matches("--[a-z].*"));
    assertThat(application.suites()).isNotEmpty().isSubsetOf(ApplicationFile.SUITES);
    assertThat(application.suites()).allSatisfy(s -> requirePackages(application, s));
  }

  private static void requirePackages(Application application, String suite) {
    assertThat(application.packagesIn(suite)).allMatch(p -> p.matches("[a-z0-9][a-z0-9.+-]+"));
    assertThat(application.packagesIn(suite)).doesNotHaveDuplicates();
  }

  /** A server has a signal that ends it, and a client that sees whether it changes. */
  @ParameterizedTest
  @MethodSource("names")
  void comesToAnEnd(String name) {
    var program = Applications.ofCheckout().find(name).program();

    assertThat(program.stop() == 0 || program.client().isPresent()).isTrue();
    program.client().ifPresent(c -> assertThat(c.command()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheOnlyOneOfItsKind(String name) {
    var all = Applications.ofCheckout().all();

    assertThat(all.stream().map(Application::about).filter(about(name)::equals))
        .isEqualTo(List.of(about(name)));
  }

  private static String about(String name) {
    return Applications.ofCheckout().find(name).about();
  }
}
