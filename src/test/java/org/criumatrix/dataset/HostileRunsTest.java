package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.testing.Hostile;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with any content are joined or named, and can be written. */
class HostileRunsTest {

  private static final String SCRIPT = "</script><script>alert(1)</script>'; DROP TABLE cells; --";

  @TempDir Path folder;

  @Test
  void aRunIsJoinedOrTheLineIsNamed() throws Exception {
    var place = SampleRuns.write(Files.createDirectories(folder.resolve("run")), run());
    var good = Files.readString(place.resolve("records.jsonl"));
    var joining = SampleRuns.joiningWithoutCauses();
    Hostile.fewTexts(
        List.of(good),
        input -> {
          Files.write(place.resolve("records.jsonl"), input.getBytes(StandardCharsets.UTF_8));
          var problems = new ArrayList<String>();
          var sources = Sources.in(List.of(place), e -> problems.add(e.getMessage()));
          var data = DataSets.join(sources, joining, e -> problems.add(e.getMessage()));
          assertThat(problems).allMatch(p -> p.contains(place.toString()));
          assertThat(data.runs()).hasSize(1 - problems.size());
        });
  }

  private static Run run() {
    return SampleRuns.run(
        "2026-11-23T01:00:00Z",
        SampleCell.detailed(SampleCell.of("serial/java").cell())
            .ran("criu dump -t 7 --shell-job")
            .works(),
        SampleCell.of("serial/python").fails("dump", "task 7 is stuck"));
  }

  @Test
  void textsStayTextsInBothFiles() throws Exception {
    var data =
        SampleRuns.join(
            SampleRuns.run(
                "2026-11-23T01:00:00Z",
                SampleCell.of("serial/java")
                    .held(SCRIPT)
                    .with("--" + SCRIPT)
                    .ran(SCRIPT)
                    .compared(SCRIPT)
                    .fails("dump", SCRIPT),
                cell("serial/" + "x".repeat(300))));

    DataSets.write(data, folder);

    var json = JsonMapper.builder().build().readTree(folder.resolve("data.json").toFile());
    assertThat(json.at("/cells/0/error").asText()).isEqualTo(SCRIPT);
    assertThat(DataJson.read(folder)).isEqualTo(data);
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data.sqlite"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT error FROM cells WHERE error IS NOT NULL")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(SCRIPT);
    }
  }

  private static CellRecord cell(String id) {
    return SampleCell.of(id).works();
  }

  @Test
  void longTextsAreCut() throws IOException {
    var data =
        SampleRuns.join(
            SampleRuns.run(
                "2026-11-23T01:00:00Z",
                SampleCell.of("serial/java")
                    .ran("criu " + "x".repeat(100_000))
                    .compared("y".repeat(100_000))
                    .fails("dump", "z".repeat(100_000))));

    DataJson.write(data, folder);

    assertThat(Files.readString(folder.resolve("data.json"), StandardCharsets.UTF_8))
        .doesNotContain("x".repeat(5000), "y".repeat(5000), "z".repeat(5000));
  }
}
