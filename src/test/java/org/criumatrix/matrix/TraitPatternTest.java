package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitPatternTest {

  @ParameterizedTest
  @CsvSource({
    "'',                              inet-socket,                 true",
    "inet-socket,                     inet-socket,                 true",
    "inet-socket,                     unix-socket,                 false",
    "inet-socket tcp-established,     inet-socket,                 false",
    "inet-socket !tcp-established,    inet-socket,                 true",
    "inet-socket !tcp-established,    inet-socket tcp-established, false",
    "ghost-file>1M,                   ghost-file:1M,               false",
    "ghost-file>1M,                   ghost-file:2M,               true",
    "ghost-file>1M,                   ghost-file:1025K,            true",
    "!ghost-file>1M,                  ghost-file:1M,               true",
    "posix-lock|flock,                flock,                       true",
    "posix-lock|flock,                ofd-lock,                    false",
    "!posix-lock|flock,               flock,                       false",
    "ghost-file|ghost-mapping>1M,     ghost-file:1K ghost-mapping:2M, true",
    "ghost-file>100,                  ghost-file:101B,             true",
  })
  void isAboutProgramsThatHoldThese(String pattern, String traits, boolean matches) {
    var held = TraitSize.parse(List.of(traits.split(" ")));

    assertThat(TraitPattern.of(pattern).matches(held)).isEqualTo(matches);
  }

  @Test
  void whatIsNotKnownMatchesNoConditionNotEvenOneThatSomethingIsAbsent() {
    assertThat(TraitPattern.of("").matches(null)).isTrue();
    assertThat(TraitPattern.of("inet-socket").matches(null)).isFalse();
    assertThat(TraitPattern.of("!inet-socket").matches(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Inet", "a>b", "!", "a,b", "a>", "a>1X", "inet*", "a:6M"})
  void whatIsNoTraitIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraitPattern.of(text))
        .withMessageContaining("holds has traits such as inet-socket");
  }

  @ParameterizedTest
  @CsvSource({"1, 1B", "1023, 1023B", "1024, 1K", "1025, 2K", "1048576, 1M", "5242881, 6M"})
  void sizesAreRoundedUp(long bytes, String text) {
    assertThat(TraitSize.format(bytes)).isEqualTo(text);
    assertThat(TraitSize.parse(text)).isGreaterThanOrEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghost-file:", "ghost-file:x", "ghost-file:6X", "ghost-file:-1"})
  void aTraitOfNoSizeIsRefused(String trait) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraitSize.parse(List.of(trait)))
        .withMessageContaining("not the size of a trait");
  }

  @Test
  void aSizeBeyondAllMemoryIsTheLargestNumber() {
    assertThat(TraitSize.parse("999999999T")).isEqualTo(Long.MAX_VALUE);
  }
}
