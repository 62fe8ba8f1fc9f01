package org.criumatrix.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;

/** A sample run: every verdict and judgement, four CRIU builds, five privileges. */
final class SampleRun {

  static final List<String> CRIUS = List.of("3.17.1", "4.1.1", "4.2.1", "4.3");
  static final List<String> PRIVILEGES =
      List.of("root", "sudo", "setuid", "capabilities", "unprivileged");

  private static final List<String> CASES =
      List.of(
          "serial/simple-c",
          "serial/terminal",
          "serial/lammps-lj",
          "serial/java",
          "serial/python",
          "threads-forks/pthreads",
          "threads-forks/threads-64",
          "threads-forks/fork",
          "threads-forks/tree",
          "threads-forks/openmp",
          "open-files/append",
          "open-files/read-write",
          "open-files/deleted",
          "open-files/locked",
          "open-files/pipe",
          "open-files/missing-directory",
          "open-files/moved-directory",
          "network/tcp-one-host",
          "network/tcp-moved-server",
          "gpu/matrix-multiplication");

  private SampleRun() {}

  static List<CellRecord> records() {
    return records(CASES, List.of("local"));
  }

  /** Returns a run of any size: {@code cases} of twenty columns on each host. */
  static List<CellRecord> large(int cases, List<String> hosts) {
    var names = new ArrayList<String>();
    for (var i = 0; i < cases; i++) {
      names.add(CASES.get(i % CASES.size()) + "-" + i / CASES.size());
    }
    return records(names, hosts);
  }

  private static List<CellRecord> records(List<String> cases, List<String> hosts) {
    var records = new ArrayList<CellRecord>();
    for (var host : hosts) {
      for (var name : cases) {
        for (var criu : CRIUS) {
          for (var privilege : PRIVILEGES) {
            var cell = Cell.of(CaseId.parse(name), criu, privilege, "none", host);
            records.add(outcome(SampleCell.detailed(cell)));
          }
        }
      }
    }
    return records;
  }

  private static CellRecord outcome(SampleCell cell) {
    var where = cell.cell().caseId() + " " + cell.cell().point().values();
    if (where.startsWith("gpu/")) {
      return cell.unavailable("no NVIDIA device on this host");
    }
    if (where.contains("setuid") && where.contains("open-files/")) {
      return cell.unavailable("the set-uid bit is ignored on a nosuid mount");
    }
    if (where.contains("3.17.1")) {
      var fails = "fails at start: Unexpected rt vDSO area bounds";
      return cell.expected(fails)
          .why("the vDSO moved in Linux 6.13; fixed in CRIU 4.1")
          .fails("start", "Error (criu/vdso.c:289): vdso: Unexpected rt vDSO area bounds");
    }
    if (where.contains("tcp-moved-server") && where.contains("4.3")) {
      return cell.judged(Judgement.IMPROVEMENT)
          .expected("fails at restore: Can't bind inet socket")
          .works();
    }
    if (where.contains("network/") && where.contains("4.1.1")) {
      var error =
          "Error (criu/sockets.c:541): sockets: Can't get 1:16 opt: Operation not supported";
      return cell.expected("fails at dump: Can't get 1:16 opt").fails("dump", error);
    }
    if (where.contains("serial/java") && where.contains("4.3") && where.contains("root")) {
      return cell.judged(Judgement.REGRESSION)
          .expected("works")
          .fails("restore", "Error (criu/pie/restorer.c:2093): Thread pid mismatch 18/17");
    }
    if (where.contains("open-files/locked") && where.contains("sudo") && where.contains("4.2.1")) {
      return cell.judged(Judgement.CHANGED)
          .expected("fails at dump: Some file locks are hold by dumping tasks")
          .fails("progress", "no step for 10 s, last step seen: 412");
    }
    if (where.contains("terminal") && where.contains("capabilities") && where.contains("4.2.1")) {
      return cell.broken("the pty could not be opened: No space left on device");
    }
    if (where.contains("unprivileged")) {
      return cell.expected("fails at dump: CAP_CHECKPOINT_RESTORE")
          .why("CRIU needs it for the PID")
          .fails("dump", "Error (criu/cr-service.c:120): CAP_CHECKPOINT_RESTORE is missing");
    }
    return cell.works();
  }

  /** A run that was cut off before these cells. */
  static RunInfo withNotRun(List<CellRecord> records, List<RunInfo.NotRun> missing) {
    var run = run(records);
    return new RunInfo(
        run.suite(),
        run.started(),
        null,
        run.options(),
        run.hosts(),
        run.criuBuilds(),
        run.notes(),
        records.size() + missing.size(),
        records.size(),
        run.expectations(),
        run.timesMs(),
        missing);
  }

  static RunInfo run(List<CellRecord> records) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("kernel", "6.18.1");
    facts.put("distribution", "Debian GNU/Linux 12 (bookworm)");
    facts.put("processor", "Intel(R) Xeon(R), 2 cores");
    facts.put("root lacks", "CAP_SYS_RESOURCE");
    return new RunInfo(
        "0.1.0 (563c695)",
        "2026-11-22T15:30:00Z",
        "2026-11-22T15:41:12Z",
        Map.of("criu", "*"),
        Map.of("local", facts),
        CRIUS.stream()
            .map(
                v ->
                    new RunInfo.CriuBuildInfo(
                        v, "debian:trixie", v + "-1", "9f86d081884c7d659a2feaa0c55ad015", null))
            .toList(),
        List.of("experimental could not be reached: 4.3 is from the cache"),
        records.size() + 4,
        records.size(),
        "5e884898da28047151d0e56f8dc62927",
        Map.of(
            "lanes", Map.of("cells", 120_000.0, "golden runs", 30_000.0, "hosts closed", 0.2),
            "around", Map.of("Allure report", 5_000.0),
            "processors", Map.of("suite", 40_000.0, "programs", 90_000.0)));
  }
}
