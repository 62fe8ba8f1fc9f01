package org.criumatrix.report;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/** A record with everything in it, of which a test changes what it is about. */
final class RecordBuilder {

  private final Cell cell;
  private String verdict = "works";
  private String phase;
  private String error;
  private String expected = "works";
  private String judgement = "as expected";
  private String why;
  private String kernelLog;
  private String kernel;
  private int attempt = 1;
  private double dump;
  private double frozen;
  private double restore;
  private long images;
  private Integer stepsLost;
  private Map<String, Double> phasesMs = Map.of();

  RecordBuilder(Cell cell) {
    this.cell = cell;
    this.kernel = cell.on(Axis.HOST).equals("local") ? "6.18.1" : "6.1.0-41-cloud-amd64";
    // Spread, but the same in every run of the tests.
    var spread = 1 + Math.abs(cell.id().hashCode() % 100) / 50.0;
    took(6.2 * spread, 2.1 * spread, 4.9 * spread, (long) (1_400_000 * spread));
  }

  Cell cell() {
    return cell;
  }

  RecordBuilder works() {
    return this;
  }

  RecordBuilder fails(String phase, String error) {
    this.verdict = "fails";
    this.phase = phase;
    this.error = error;
    return this;
  }

  RecordBuilder unavailable(String reason) {
    this.verdict = "unavailable";
    this.error = reason;
    return this;
  }

  RecordBuilder broken(String reason) {
    this.verdict = "broken";
    this.error = reason;
    this.judgement = "broken";
    return this;
  }

  RecordBuilder expected(String expected, String why) {
    this.expected = expected;
    this.why = why;
    return this;
  }

  RecordBuilder judged(String judgement, String expected) {
    this.judgement = judgement;
    this.expected = expected;
    return this;
  }

  RecordBuilder kernelLog(String line) {
    this.kernelLog = line;
    return this;
  }

  RecordBuilder kernel(String release) {
    this.kernel = release;
    return this;
  }

  RecordBuilder attempt(int number) {
    this.attempt = number;
    return this;
  }

  /** A job that was interrupted. */
  RecordBuilder lost(int steps) {
    this.stepsLost = steps;
    return this;
  }

  /** Milliseconds, and bytes of images. */
  final RecordBuilder took(double dump, double frozen, double restore, long images) {
    this.dump = dump;
    this.frozen = frozen;
    this.restore = restore;
    this.images = images;
    return this;
  }

  /** Milliseconds of each part. */
  RecordBuilder spent(Map<String, Double> phases) {
    this.phasesMs = phases;
    return this;
  }

  CellRecord build() {
    var ran = !verdict.equals("unavailable");
    return new CellRecord(
        cell.id(),
        cell.caseId().row(),
        cell.caseId().toString(),
        cell.on(Axis.CRIU),
        cell.on(Axis.PRIVILEGE),
        cell.on(Axis.RUNTIME),
        cell.on(Axis.HOST),
        kernel,
        Verdict.of(verdict),
        phase == null ? null : Phase.find(phase).orElseThrow(),
        error,
        expected,
        Judgement.of(judgement),
        ran ? dump : null,
        ran ? frozen : null,
        ran ? restore : null,
        ran ? 8 * dump : null,
        ran ? images : null,
        ran ? "evidence/" + cell.caseId() + "/" + cell.on(Axis.CRIU) : null,
        why,
        phase == null
            ? null
            : "read dump.log from its end: the first error is not always the cause",
        ran
            ? Map.of("second-restore", "works", "second-dump", "fails at dump: pid in use")
            : Map.of(),
        ran ? commands() : List.of(),
        ran ? Map.of("freezing_time", 312L, "frozen_time", 2104L, "pages_written", 231L) : Map.of(),
        kernelLog != null
            ? List.of(kernelLog)
            : "fails".equals(verdict)
                ? List.of("[ 812.1] criu[4711]: segfault at 0 ip 00007f")
                : List.of(),
        "2026-11-22T15:31:07Z",
        attempt,
        stepsLost,
        phasesMs);
  }

  private List<CellRecord.Command> commands() {
    var criu = "/root/.cache/criu-matrix/" + cell.on(Axis.CRIU) + "/criu";
    return List.of(
        new CellRecord.Command(
            criu + " dump -t 4711 -D /tmp/criu-matrix/images -o dump.log -v4 --shell-job", 0, 6.2),
        new CellRecord.Command(
            criu + " restore -D /tmp/criu-matrix/images -o restore.log -v4 -d --shell-job",
            "restore".equals(phase) ? 1 : 0,
            4.9));
  }
}
