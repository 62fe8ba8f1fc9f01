package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How cells of a run with a profile are judged and recorded. */
class ProfileRunTest {

  @TempDir Path folder;

  private CellRecord played(String cell, Map<String, String> profile) throws IOException {
    var options = new TreeMap<>(profile);
    options.put("cells", cell);
    options.put("matrix.controls", "off");
    try (var run = new PlayedRun(folder, options, false, "4.3")) {
      assertThat(PlayedRun.play().failed().count()).isZero();
      return run.records().get(0);
    }
  }

  @Test
  void linesAboutACaseSayNothingOfOtherOptions() throws IOException {
    var record = played("sample/honest", Map.of("profile", "crun"));

    assertThat(record.profile()).isEqualTo("crun");
    assertThat(record.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(record.judgement()).isEqualTo(Judgement.UNTRIED);
    assertThat(record.differs()).isFalse();
    assertThat(record.result().expected()).startsWith("untried");
    assertThat(record.cause().why()).isNull();
  }

  @Test
  void linesAboutAnyProgramExplainAFailureWithTheseOptions() throws IOException {
    var record = played("sample/honest", Map.of("profile", "lxc"));

    assertThat(record.judgement()).isEqualTo(Judgement.UNTRIED);
    assertThat(record.cause().why()).isEqualTo(PlayedRun.WHY_LINK_REMAP);
    assertThat(record.evidence().options()).contains("--link-remap", "--force-irmap");
  }

  @Test
  void theSameOptionsAreJudgedAsUsual() throws IOException {
    var record = played("sample/honest", Map.of("profile", "none"));

    assertThat(record.profile()).isEqualTo("none");
    assertThat(record.judgement()).isEqualTo(Judgement.AS_EXPECTED);
    assertThat(record.cause().why()).isEqualTo("this CRIU is a script");
  }

  @Test
  void withoutAProfileTheRecordHasNone() throws IOException {
    assertThat(played("sample/honest", Map.of()).profile()).isNull();
  }
}
