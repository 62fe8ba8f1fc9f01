package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

  private static final Place DEEP = new Place("case/network/x.html");

  @Test
  void linksAreRelative() {
    assertThat(Address.of(DEEP, Place.START)).hasToString("../../index.html");
    assertThat(Address.of(Place.START, DEEP, "part")).hasToString("case/network/x.html#part");
    assertThat(Address.query(DEEP, Place.QUERY, "a:\"b c\""))
        .hasToString("../../query.html#q=a%3A%22b%20c%22");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org/a?b=c#d", "HTTP://example.org"})
  void theWebIsAllowed(String address) {
    assertThat(Address.web(address)).get().hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https:evil",
        "https://user:password@example.org/",
        "vbscript:x",
        "",
        "no address"
      })
  void nothingElseIs(String address) {
    assertThat(Address.web(address)).isEmpty();
  }

  @Test
  void nothingIsNoAddress() {
    assertThat(Address.web(null)).isEmpty();
    assertThat(Address.issue(null)).isEmpty();
  }

  @Test
  void aCommitIsOneOfCriu() {
    assertThat(Address.issue("089345f77"))
        .get()
        .hasToString("https://github.com/checkpoint-restore/criu/commit/089345f77");
  }

  @Test
  void anyTextIsAnAddressOfTheWebOrNone() {
    Hostile.texts(
        List.of("https://example.org/x", "javascript:alert(1)", "089345f77"),
        text ->
            assertThat(Address.issue(text).map(Address::text).orElse("https://"))
                .matches("(?i)https?://[^\\s<>\"]*"));
  }
}
