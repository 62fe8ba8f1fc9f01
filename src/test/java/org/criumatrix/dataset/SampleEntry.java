package org.criumatrix.dataset;

import java.util.List;

/** A result of a cell as it could be in a set of data. */
final class SampleEntry {

  static final String RUN = "20261130T172547Z-1a2b3c4d";
  static final String MACHINE = "00000001";

  private final String caseId;
  private String run = RUN;
  private List<String> runs = List.of(RUN);
  private String machine = MACHINE;
  private String criu = "4.3";
  private String privilege = "root";
  private String host = "local";
  private String kernel = "6.18.1";
  private String cause;
  private List<String> options = List.of();
  private List<String> traits;
  private List<String> commands = List.of();
  private int attempts = 1;
  private boolean latest = true;

  private SampleEntry(String caseId) {
    this.caseId = caseId;
  }

  static SampleEntry of(String caseId) {
    return new SampleEntry(caseId);
  }

  /** The runs that had the result, the oldest first. */
  SampleEntry in(String... ids) {
    runs = List.of(ids);
    run = ids[ids.length - 1];
    return this;
  }

  SampleEntry on(String machineId) {
    machine = machineId;
    return this;
  }

  SampleEntry criu(String version) {
    criu = version;
    return this;
  }

  SampleEntry privilege(String name) {
    privilege = name;
    return this;
  }

  SampleEntry host(String name) {
    host = name;
    return this;
  }

  SampleEntry kernel(String release) {
    kernel = release;
    return this;
  }

  /**
   * @param words null: they are not known
   */
  SampleEntry with(String... words) {
    options = words == null ? null : List.of(words);
    return this;
  }

  SampleEntry ran(String... lines) {
    commands = List.of(lines);
    return this;
  }

  SampleEntry held(String... names) {
    traits = List.of(names);
    return this;
  }

  SampleEntry attempts(int number) {
    attempts = number;
    return this;
  }

  SampleEntry older() {
    latest = false;
    return this;
  }

  CellEntry works() {
    return entry("works", null, null, attempts);
  }

  CellEntry refuses() {
    return entry("refuses", null, null, attempts);
  }

  CellEntry unavailable(String reason) {
    return entry("unavailable", null, reason, 0);
  }

  CellEntry broken() {
    return entry("broken", null, "no agent", 0);
  }

  CellEntry fails(String causeId) {
    return fails("dump", causeId, "it fails");
  }

  CellEntry fails(String phase, String causeId, String error) {
    cause = causeId;
    return entry("fails", phase, error, 0);
  }

  /**
   * @param worked of several attempts
   */
  CellEntry failsSometimes(String causeId, int worked) {
    cause = causeId;
    return entry("fails", "dump", "it fails", worked);
  }

  private CellEntry entry(String verdict, String phase, String error, int worked) {
    return new CellEntry(
        "%s/%s[criu=%s,privilege=%s,runtime=none,host=%s]"
            .formatted(run, caseId, criu, privilege, host),
        run,
        machine,
        caseId,
        criu,
        privilege,
        "none",
        host,
        kernel,
        verdict,
        phase,
        error,
        null,
        cause,
        null,
        "as expected",
        traits,
        options,
        commands,
        attempts,
        worked,
        null,
        null,
        null,
        null,
        null,
        "2026-11-30T17:26:00Z",
        "sum of " + criu,
        runs,
        latest);
  }
}
