package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  private static final Cell CELL =
      Cell.of(CaseId.parse("serial/java"), "4.2.1", "root", "none", "vm:trixie");

  @ParameterizedTest
  @CsvSource({
    "'',                 root, true",
    "'  ',               root, true",
    "*,                  root, true",
    "root sudo,          sudo, true",
    "' root\tsudo ',     root, true",
    "root sudo,          setuid, false",
    "'{root,sudo}',      sudo, true",
    "'root,sudo',        sudo, true",
    "'{set*,r*},sudo',   sudo, true",
    "'s*,!sudo',         sudo, false",
    "'root,sudo',        'root,sudo', false",
    "!root,              sudo, true",
    "!root,              root, false",
    "!root !sudo,        sudo, false",
    "* !sudo,            sudo, false",
    "!sudo sudo,         sudo, false",
    "s* !setuid,         sudo, true",
    "s* !setuid,         setuid, false",
    "s* !setuid,         root, false",
  })
  void selectsWhatOneGlobWantsAndNoneExcludes(String globs, String text, boolean selected) {
    assertThat(Selection.of(globs).matches(text)).isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serial/java                      | true",
        "serial*                          | true",
        "serial/*                         | true",
        "*privilege=root*                 | true",
        "*privilege=root,runtime=none*    | true",
        "network*,serial*                 | true",
        "network*,*[criu=4.2.1,privilege=root,* | true",
        "*[criu=4.2.1,privilege=root,*    | true",
        "*host=vm:trixie]                 | true",
        "serial/java[criu=4.2.1,privilege=root,runtime=none,host=vm:trixie] | true",
        "'serial/* !*java*'               | false",
        "!serial/java                     | false",
        "!*privilege=sudo*                | true",
        "!*privilege=root*                | false",
        "java                             | false",
        "serial                           | false",
        "network/*                        | false",
      })
  void meansACellByItsIdOrItsCase(String globs, boolean selected) {
    assertThat(Selection.of(globs).matches(CELL)).isEqualTo(selected);
  }

  @Test
  void passesOnWhatIsWrongWithAGlob() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.of("root !{a"))
        .withMessage("'{' without '}' in the glob '{a'");
  }

  /** With a blank after it, {@code !} would select what it should exclude. */
  @ParameterizedTest
  @ValueSource(strings = {"!", "serial/* ! *python*", "root,!,sudo", "* !"})
  void anExclamationMarkThatStandsAloneIsRefused(String globs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Selection.of(globs))
        .withMessage(
            "a '!' stands alone in '%s'; write it right before the glob that it excludes, !*python*",
            globs);
  }
}
