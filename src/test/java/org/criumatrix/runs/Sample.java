package org.criumatrix.runs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/** A record of a cell that works, of which a test changes what it is about. */
public final class Sample {

  private final CaseId id;
  private String criu = "4.3";
  private String privilege = "root";
  private String host = "local";
  private String kernel = "6.18.44-fc";
  private String judgement = "as expected";
  private String expected;
  private int attempt = 1;
  private double ms = 20;
  private Map<String, Long> statistics = Map.of();
  private Map<String, String> checks = Map.of();
  private List<CellRecord.Command> commands = List.of();

  Sample(String caseId) {
    this.id = CaseId.parse(caseId);
  }

  public Sample criu(String version) {
    this.criu = version;
    return this;
  }

  Sample privilege(String name) {
    this.privilege = name;
    return this;
  }

  Sample on(String name, String release) {
    this.host = name;
    this.kernel = release;
    return this;
  }

  /** The expected error of a failure, where it is not the whole error. */
  Sample expected(String words) {
    this.expected = words;
    return this;
  }

  Sample judged(String words) {
    this.judgement = words;
    return this;
  }

  public Sample attempt(int number) {
    this.attempt = number;
    return this;
  }

  /** What dump and restore took. */
  public Sample took(double milliseconds) {
    this.ms = milliseconds;
    return this;
  }

  /** What was run, and failed. */
  public Sample ran(String... lines) {
    this.commands = Stream.of(lines).map(l -> new CellRecord.Command(l, 1, ms)).toList();
    return this;
  }

  /** A value of CRIU's statistics, microseconds. */
  Sample statistic(String name, long value) {
    this.statistics = Map.of(name, value);
    return this;
  }

  /** What a sub-check found. */
  public Sample checked(String name, String found) {
    this.checks = Map.of(name, found);
    return this;
  }

  public CellRecord works() {
    return record("works", null, null, ms);
  }

  public CellRecord fails(String phase, String error) {
    return record("fails", phase, error, null);
  }

  CellRecord unavailable(String reason) {
    return record("unavailable", null, reason, null);
  }

  CellRecord broken(String reason) {
    return judged("broken").record("broken", null, reason, null);
  }

  private CellRecord record(String verdict, String phase, String error, Double took) {
    var cell = Cell.of(id, criu, privilege, "none", host);
    return new CellRecord(
        cell.id(),
        id.row(),
        id.toString(),
        criu,
        cell.on(Axis.PRIVILEGE),
        "none",
        host,
        kernel,
        Verdict.of(verdict),
        phase == null ? null : Phase.find(phase).orElseThrow(),
        error,
        expected != null ? expected : error == null ? "works" : "%s: %s".formatted(phase, error),
        Judgement.of(judgement),
        took,
        took == null ? null : took / 4,
        took,
        took,
        4096L,
        "evidence/%s/%s-%d".formatted(id, criu.replaceAll("[^A-Za-z0-9.]+", "_"), attempt),
        null,
        null,
        checks,
        commands,
        statistics,
        List.of(),
        "2026-11-22T15:31:0%dZ".formatted(attempt),
        attempt,
        null,
        Map.of());
  }
}
