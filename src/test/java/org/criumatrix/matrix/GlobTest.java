package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                   | anything",
        "*                   | ''",
        "serial/*            | serial/simple-c",
        "3.17.?              | 3.17.1",
        "{a,b}               | b",
        "{root,sudo}*        | sudo-like",
        "x{,y}               | x",
        "x{,y}               | xy",
        "{a,b{c,d}e}f        | bdef",
        "{a,b{c,d}e}f        | af",
        "a,b                 | a,b",
        "*[criu=4.2,*        | serial/c[criu=4.2,privilege=root]",
        "*[*criu=*]          | serial/c[criu=4.2,privilege=root]",
        "c++(x)^$.txt        | c++(x)^$.txt",
        "\\Q\\E\\d           | \\Q\\E\\d",
        "*b                  | 'a\nb'",
      })
  void matches(String glob, String text) {
    assertThat(Glob.of(glob.strip()).matches(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serial   | serial/simple-c",
        "serial/? | serial/",
        "3.17.1   | 3x17.1",
        "{a,b}    | a,b",
        "{a,b}    | {a,b}",
        "[ab]     | a",
        "(a|b)    | a",
        "a+       | aa",
        "Root     | root",
        "''       | x",
      })
  void doesNotMatch(String glob, String text) {
    assertThat(Glob.of(glob).matches(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{a,b   | '{' without '}' in the glob '{a,b'",
        "a}     | '}' without '{' in the glob 'a}'",
        "}{     | '}' without '{' in the glob '}{'",
        "{a,{b} | '{' without '}' in the glob '{a,{b}'",
      })
  void saysWhichBraceIsMissing(String glob, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(glob)).withMessage(message);
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(Glob.of("3.{17,18}.*")).hasToString("3.{17,18}.*");
  }
}
