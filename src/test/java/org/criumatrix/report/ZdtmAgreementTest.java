package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZdtmAgreementTest {

  @TempDir Path folder;

  private static CellRecord works(String name) {
    return SampleCell.of(name).privilege("root").works();
  }

  private static CellRecord fails(String name, Phase phase, String error) {
    return SampleCell.of(name).privilege("root").fails(phase.key(), error);
  }

  private static String markdown(CellRecord... records) {
    return SheetMarkdown.of(ZdtmAgreement.of(List.of(records)).sheet(), 1);
  }

  @Test
  void aPairAgreesIfEveryFlavourAndTheCaseEndAlike() {
    assertThat(
            markdown(works("zdtm/pipe00-h"), works("zdtm/pipe00-uns"), works("objects/pipe-full")))
        .contains("Agree", "| pipe00 | h, uns: works | pipe-full | works |")
        .doesNotContain("Differ");
  }

  @Test
  void aPairDiffersIfOneFlavourEndsDifferently() {
    assertThat(
            markdown(
                works("zdtm/pipe00-h"),
                fails("zdtm/pipe00-uns", Phase.ANSWER, "FAIL: pipe00.c: no"),
                works("objects/pipe-full")))
        .contains("Differ", ZdtmSheet.UNEXPLAINED)
        .contains("uns: fails at answer: FAIL: pipe00.c: no; h: works");
  }

  /** ZDTM asks for a refusal where the row objects has a failure on record. */
  @Test
  void aDumpThatIsRefusedIsOneThatFails() {
    assertThat(
            markdown(
                fails("zdtm/pipe00-h", Phase.DUMP, "no"),
                fails("objects/pipe-full", Phase.DUMP, "never")))
        .contains("Agree");
    assertThat(
            markdown(
                fails("zdtm/pipe00-h", Phase.DUMP, "no"),
                fails("objects/pipe-full", Phase.RESTORE, "no")))
        .contains("Differ");
  }

  @Test
  void aTestOfALongerNameIsAnotherOne() {
    assertThat(markdown(works("zdtm/pipe00-more-h"), works("objects/pipe-full")))
        .doesNotContain("Agree");
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    var agreement =
        ZdtmAgreement.of(
            List.of(fails("zdtm/pipe00-h", Phase.DUMP, "a, \"b\"\nc"), works("objects/pipe-full")));
    var file = folder.resolve("zdtm.csv");
    Files.writeString(file, agreement.csv());

    assertThat(ZdtmAgreement.read(file)).isEqualTo(agreement);
    assertThat(agreement.lines()).hasSize(2);
  }

  @Test
  void onlyRootsCellsCount() {
    assertThat(
            ZdtmAgreement.of(
                    List.of(SampleCell.of("zdtm/pipe00-h").privilege("capabilities").works()))
                .isEmpty())
        .isTrue();
  }
}
