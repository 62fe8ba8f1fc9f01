package org.criumatrix.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.criumatrix.program.Readiness.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sign that cannot come is refused before a program is started. */
class ReadinessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "line  | (     | '(' is no regular expression: Unclosed group",
        "file  | ` `   | file needs a path, not ' '",
        "port  | http  | port is a number up to 65535, not 'http'",
        "port  | 65536 | port is a number up to 65535, not '65536'",
        "port  | -1    | port is a number up to 65535, not '-1'",
        "cpu   | 2s    | cpu is seconds, not '2s'",
        "cpu   | NaN   | cpu is seconds, not 'NaN'",
        "after | -1    | after is seconds, not '-1'",
        "after | 1e9   | after is seconds, not '1e9'",
        "soon  | 1     | ready has one of line, file, port, cpu, after, not 'soon'",
        "LINE  | up    | ready has one of line, file, port, cpu, after, not 'LINE'",
      })
  void aValueThatIsNoneIsRefused(String kind, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Readiness.of(kind, value))
        .withMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "line  | ^ready$ | no line with '^ready$' in its output",
        "file  | up.txt  | there is no file 'up.txt'",
        "port  | 65535   | nothing listens on port 65535",
        "cpu   | 2       | less than 2 s of processor time",
        "after | 0.25    | it runs for less than 0.25 s",
      })
  void aSignThatDoesNotComeIsDescribed(String kind, String value, String description) {
    assertThat(Readiness.of(kind, value).describe()).isEqualTo(description);
  }

  @ParameterizedTest
  @CsvSource({"cpu, 1.5", "after, 1.5", "port, 15"})
  void aNumberIsReadAsOne(String kind, double value) {
    var text = kind.equals("port") ? "15" : "1.5";

    assertThat(Readiness.of(kind, text).number()).isEqualTo(value);
    assertThat(Readiness.of(kind, text).kind()).isEqualTo(Kind.find(kind).orElseThrow());
  }
}
