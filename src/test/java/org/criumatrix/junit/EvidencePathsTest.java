package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidencePathsTest {

  @Test
  void theFolderOfACellIsReadableAndAlwaysTheSame() {
    assertThat(EvidencePaths.folder(CellRecords.CELL))
        .isEqualTo("evidence/serial/java/criu=4.2.1,privilege=root,runtime=none,host=vm_trixie");
  }

  @Test
  void aBuildOfTheUsersStaysInItsCasesFolder() {
    var cell = Cell.of(CaseId.parse("a/b"), "path:/../../my criu", "root", "none", "local");

    assertThat(EvidencePaths.folder(cell))
        .isEqualTo("evidence/a/b/criu=path_.._.._my_criu,privilege=root,runtime=none,host=local");
  }

  @ParameterizedTest
  @CsvSource({
    "serial/java, serial_java",
    "a//b, a_b",
    "[x], x",
    "'  x  ', x",
    "/x/, x",
    "x_, x",
    "_x, x",
    "v1.2-3+b=4, v1.2-3+b=4",
    "-rf, rf",
    "../x, x",
    ".hidden, hidden",
  })
  void aNameHasNoSeparatorAndNothingAroundIt(String text, String name) {
    assertThat(EvidencePaths.name(text)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a;b", "$(a)b", "a'b", "a\"b", "a b", "a\\b", "aéb", "a%2fb"})
  void aNameHasNothingThatAShellOrALinkWouldReadOtherwise(String text) {
    assertThat(EvidencePaths.name(text)).matches("[A-Za-z0-9.,=+_-]+");
  }
}
