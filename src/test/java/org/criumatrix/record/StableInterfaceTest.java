package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what other programs read: names, their order, and that no field is ever left out. */
class StableInterfaceTest {

  private static final List<String> FIELDS =
      List.of(
          "cell",
          "row",
          "case",
          "criu",
          "privilege",
          "runtime",
          "host",
          "kernel",
          "verdict",
          "phase",
          "error",
          "expected",
          "judgement",
          "dump_ms",
          "frozen_ms",
          "restore_ms",
          "wall_ms",
          "image_bytes",
          "evidence");

  @TempDir Path folder;
  private final ObjectMapper json = new ObjectMapper();

  private JsonNode line(CellRecord record) throws Exception {
    Recorder.fresh(folder).add(record);
    return json.readTree(Files.readString(folder.resolve("records.jsonl")));
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theFieldsOfARecordComeInTheirOrder() throws Exception {
    assertThat(names(line(CellRecords.full("e")))).startsWith(FIELDS.toArray(String[]::new));
    assertThat(names(line(CellRecords.bare("row/b")))).startsWith(FIELDS.toArray(String[]::new));
  }

  @Test
  void theFieldsHaveTheirTypes() throws Exception {
    var line = line(CellRecords.full("Can't map “…”\n"));

    assertThat(line.get("case").textValue()).isEqualTo("network/tcp-moved-server");
    assertThat(line.get("error").textValue()).isEqualTo("Can't map “…”\n");
    assertThat(line.get("dump_ms").doubleValue()).isEqualTo(12.5);
    assertThat(line.get("image_bytes").isIntegralNumber()).isTrue();
    assertThat(line.at("/checks/second-restore").textValue()).isEqualTo("works");
    assertThat(line.at("/commands/0/exit").intValue()).isZero();
    assertThat(line.at("/criu_stats/frozen_time").intValue()).isEqualTo(2104);
    assertThat(line.at("/kernel_log/0").textValue()).isEqualTo("a line of the kernel's");
  }

  @Test
  void aFailureThatTheSuiteDescribesHasAnIdAndSoHasAnOlderLine() throws Exception {
    var line = line(CellRecords.full("no step beyond the 3 before the dump within 60 s"));
    assertThat(line.get("error_id").textValue()).isEqualTo("NO_PROGRESS");

    var old =
        ((ObjectNode) line).put("error", "exit 1, and not a word").put("error_id", (String) null);
    var file = Files.writeString(folder.resolve("old.jsonl"), old + "\n");
    assertThat(Recorder.read(file).get(0).errorId()).isEqualTo(FailureId.NO_OUTPUT);
  }

  @Test
  void whatIsKnownOfACauseComesBackAsItWasWritten() throws Exception {
    var cause =
        new Cause("the vDSO moved", "an older kernel (serial/java)", "8ee2eba47", "4.1", ">=6.13");
    var line = line(SampleCell.of("serial/c").cause(cause).fails("dump", "no"));

    assertThat(line.get("remedy").textValue()).isEqualTo("an older kernel (serial/java)");
    assertThat(line.get("issue").textValue()).isEqualTo("8ee2eba47");
    assertThat(line.get("fixed").textValue()).isEqualTo("4.1");
    assertThat(line.get("cause_kernel").textValue()).isEqualTo(">=6.13");
    assertThat(Recorder.read(folder.resolve("records.jsonl")).get(0).cause()).isEqualTo(cause);
  }

  @Test
  void theLastFieldsAreMissingInOlderLines() throws Exception {
    var line = line(CellRecords.full("no step beyond the 3 before the dump within 60 s"));
    assertThat(names(line))
        .endsWith(
            "harm",
            "traits",
            "options",
            "prediction",
            "remedy",
            "issue",
            "fixed",
            "about",
            "values",
            "cause_kernel",
            "criu_release",
            "caller",
            "profile");

    var lost = ((ObjectNode) line).put("harm", "lost");
    var file = Files.writeString(folder.resolve("lost.jsonl"), lost + "\n");
    assertThat(Recorder.read(file).get(0).harm()).isEqualTo(Harm.LOST);

    lost.remove("harm");
    lost.remove(List.of("traits", "options", "prediction", "remedy", "issue", "fixed"));
    lost.remove(List.of("about", "values", "cause_kernel", "criu_release", "caller", "profile"));
    Files.writeString(file, lost + "\n");
    var older = Recorder.read(file).get(0);
    assertThat(older.cause()).isEqualTo(new Cause("why", null, null, null));
    assertThat(older.harm()).isNull();
    assertThat(older.prediction()).isNull();
    assertThat(older.dump()).isEqualTo(DumpContext.UNKNOWN);
    assertThat(older.evidence().object()).isEqualTo(CheckedObject.NONE);
  }

  @Test
  void whoCalledWhichCriuComesBack() throws Exception {
    var record =
        CellRecord.of(
                new CellRecord.Axes(
                    SampleCell.of("serial/c").cell(), "6.1", Caller.SWRK.key(), "4.0", "lxc"))
            .outcome(Verdict.WORKS, null, null)
            .judged(Judgement.AS_EXPECTED, "works")
            .build();

    assertThat(line(record).get("caller").textValue()).isEqualTo("swrk");
    assertThat(line(record).get("profile").textValue()).isEqualTo("lxc");
    assertThat(line(record).get("criu_release").textValue()).isEqualTo("4.0");
    assertThat(Recorder.read(folder.resolve("records.jsonl")).get(0).axes())
        .isEqualTo(record.axes());
  }

  @Test
  void whatIsNotKnownIsNull() throws Exception {
    var line = line(CellRecords.bare("row/b"));

    assertThat(
            List.of(
                "phase",
                "dump_ms",
                "frozen_ms",
                "restore_ms",
                "image_bytes",
                "error_id",
                "remedy",
                "issue",
                "fixed",
                "cause_kernel",
                "criu_release",
                "profile"))
        .allSatisfy(field -> assertThat(line.get(field).isNull()).isTrue());
  }

  @Test
  void theProvenanceOfARunComesBackAsItWasWritten() throws Exception {
    var run =
        new RunInfo(
            "0.1 (333d410)",
            "2026-11-22T15:31:07Z",
            null,
            Map.of("cells", "serial*"),
            Map.of("local", Map.of("kernel", "6.18.44")),
            List.of(new CriuBuildInfo("4.2.1", "debian:sid", "4.2.1-1", "00ff", "v4.2.1")),
            List.of("missing: “lmp”"),
            40,
            39,
            "5e884898");
    // Nothing of an earlier, longer text may remain.
    var longer = CellRecords.run("x".repeat(9000), 0);
    var recorder = Recorder.fresh(folder);
    recorder.write(longer);
    recorder.write(run);

    assertThat(json.readValue(folder.resolve("run.json").toFile(), RunInfo.class)).isEqualTo(run);
    assertThat(folder.toFile().list()).containsExactly("run.json");
  }
}
