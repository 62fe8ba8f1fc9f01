package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralCountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"root; 1", "root sudo; 2", "{4.2.1,4.3}; 2", "a/{b,c}-{d,e,f}; 6", "a {b,c}; 3"})
  void countsWhatIsNamed(String field, int count) {
    assertThat(LiteralCount.in(field)).hasValue(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "4.*", "!root", "a?", ">=6", "{a,{b,c}}", ""})
  void aGlobNamesNothing(String field) {
    assertThat(LiteralCount.in(field)).isEmpty();
  }
}
