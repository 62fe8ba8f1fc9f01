package org.criumatrix.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * Provenance of a run, {@code run.json}: everything that a reader of the records must know to
 * repeat it.
 *
 * @param suite version of criu-matrix, with git id where known
 * @param started ISO 8601
 * @param ended ISO 8601; null while it runs or when it was cut off
 * @param options what the user narrowed or switched: {@code cells → serial*}
 * @param hosts facts of each host: kernel, distribution, processor, capabilities that root lacks, …
 * @param criuBuilds the values of the axis
 * @param notes what the suite had to say about this run: suites it could not reach, packages it
 *     installed, …
 * @param cellsPlanned cells selected
 * @param cellsRecorded cells with a record
 * @param expectations checksum of the matrix.csv that cells were judged by; null in runs of old
 * @param timesMs where the run's time went, milliseconds: {@code lanes}, what the threads that play
 *     cells side by side did, {@code ending}, what came after the last cell, and {@code
 *     processors}, the processor time of the suite and of the programs it started
 * @param notRun cells that were selected and have no record: the run was cut off, or is not over
 * @param rates how often repeated cells failed; empty in runs of older suites
 */
public record RunInfo(
    String suite,
    String started,
    String ended,
    Map<String, String> options,
    Map<String, Map<String, String>> hosts,
    List<CriuBuildInfo> criuBuilds,
    List<String> notes,
    int cellsPlanned,
    int cellsRecorded,
    String expectations,
    Map<String, Map<String, Double>> timesMs,
    List<NotRun> notRun,
    List<CellRate> rates) {

  /** A run without repeated cells. */
  public RunInfo(
      String suite,
      String started,
      String ended,
      Map<String, String> options,
      Map<String, Map<String, String>> hosts,
      List<CriuBuildInfo> criuBuilds,
      List<String> notes,
      int cellsPlanned,
      int cellsRecorded,
      String expectations,
      Map<String, Map<String, Double>> timesMs,
      List<NotRun> notRun) {
    this(
        suite,
        started,
        ended,
        options,
        hosts,
        criuBuilds,
        notes,
        cellsPlanned,
        cellsRecorded,
        expectations,
        timesMs,
        notRun,
        List.of());
  }

  /** One of which all cells were run. */
  public RunInfo(
      String suite,
      String started,
      String ended,
      Map<String, String> options,
      Map<String, Map<String, String>> hosts,
      List<CriuBuildInfo> criuBuilds,
      List<String> notes,
      int cellsPlanned,
      int cellsRecorded,
      String expectations,
      Map<String, Map<String, Double>> timesMs) {
    this(
        suite,
        started,
        ended,
        options,
        hosts,
        criuBuilds,
        notes,
        cellsPlanned,
        cellsRecorded,
        expectations,
        timesMs,
        List.of());
  }

  /** One of which nothing is known of its times. */
  public RunInfo(
      String suite,
      String started,
      String ended,
      Map<String, String> options,
      Map<String, Map<String, String>> hosts,
      List<CriuBuildInfo> criuBuilds,
      List<String> notes,
      int cellsPlanned,
      int cellsRecorded,
      String expectations) {
    this(
        suite,
        started,
        ended,
        options,
        hosts,
        criuBuilds,
        notes,
        cellsPlanned,
        cellsRecorded,
        expectations,
        Map.of());
  }

  /**
   * @throws IllegalArgumentException when it lacks what no run is without
   */
  public RunInfo {
    Require.value("suite", suite);
    try {
      Instant.parse(Require.value("started", started));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no time that it started at: " + started, e);
    }
    options = Require.values("options", options);
    hosts = Require.values("hosts", hosts);
    hosts.values().forEach(facts -> Require.values("facts", facts));
    criuBuilds = Require.values("criuBuilds", criuBuilds);
    notes = Require.values("notes", notes);
    timesMs = Require.values("timesMs", timesMs);
    timesMs.values().forEach(times -> Require.values("times", times));
    notRun = Require.values("notRun", notRun);
    rates = Require.values("rates", rates);
  }

  /** Options that say where things lie or how a run went on, and not what it was. */
  private static final Set<String> PLACES =
      Set.of("matrix.folder", "matrix.history", "matrix.cache", "resume", "vm.keep");

  /** The options that say what the run was. */
  public Map<String, String> selection() {
    var selection = new TreeMap<>(options);
    selection.keySet().removeAll(PLACES);
    return selection;
  }

  /** What the user gave of an option; empty: nothing. */
  public String option(String key) {
    return options.getOrDefault(key, "");
  }

  /** The build that is called so on the axis. */
  public Optional<CriuBuildInfo> build(String version) {
    return criuBuilds.stream().filter(b -> b.version().equals(version)).findFirst();
  }

  /** Whether every cell that was selected has a record. */
  @JsonIgnore
  public boolean isWhole() {
    return ended != null && cellsRecorded >= cellsPlanned;
  }

  /** Returns the provenance of a run that has these records. */
  RunInfo counting(Collection<CellRecord> records) {
    var recorded = records.stream().map(CellRecord::id).collect(Collectors.toSet());
    return new RunInfo(
        suite,
        started,
        ended,
        options,
        hosts,
        criuBuilds,
        notes,
        Math.max(cellsPlanned, records.size()),
        records.size(),
        expectations,
        timesMs,
        notRun.stream().filter(n -> !recorded.contains(n.toRecord().id())).toList(),
        CellRate.of(records));
  }

  /**
   * A cell without a record.
   *
   * @param kernel the release of the kernel under its host
   * @param about what its case is, in one sentence; null in runs of older suites
   */
  public record NotRun(
      @JsonProperty("case") String caseId,
      String criu,
      String privilege,
      String runtime,
      String host,
      String kernel,
      String about) {

    /**
     * @throws IllegalArgumentException if something is missing, or is no case
     */
    public NotRun {
      CaseId.parse(Require.value("case", caseId));
      Require.value("criu", criu);
      Require.value("privilege", privilege);
      Require.value("runtime", runtime);
      Require.value("host", host);
      Require.value("kernel", kernel);
    }

    public static NotRun of(Cell cell, String kernel, String about) {
      return new NotRun(
          cell.caseId().toString(),
          cell.on(Axis.CRIU),
          cell.on(Axis.PRIVILEGE),
          cell.on(Axis.RUNTIME),
          cell.on(Axis.HOST),
          kernel,
          about);
    }

    /** Returns it as pages look at cells: with the verdict {@code not run}. */
    public CellRecord toRecord() {
      var cell = Cell.of(CaseId.parse(caseId), criu, privilege, runtime, host);
      return CellRecord.of(cell, kernel)
          .outcome(Verdict.NOT_RUN, null, null)
          .judged(Judgement.AS_EXPECTED, "")
          .object(CheckedObject.NONE.orAbout(about == null ? "" : about))
          .build();
    }
  }

  /**
   * @param version the value on the axis
   * @param origin {@code debian:trixie} or {@code path}
   * @param packageVersion the distribution's version, {@code 4.1.1-1}
   * @param sha256 checksum of the criu program
   * @param gitId where known
   */
  public record CriuBuildInfo(
      String version, String origin, String packageVersion, String sha256, String gitId) {
    public CriuBuildInfo {
      Require.value("version of a CRIU build", version);
    }
  }
}
