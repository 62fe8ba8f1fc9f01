package org.criumatrix.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.testing.SampleCell;

/** Sample runs. */
public final class Samples {

  public static final String SUITE = "0.1.0 (563c695)";

  private Samples() {}

  public static SampleCell cell(String caseId) {
    return SampleCell.of(caseId);
  }

  /** Returns a run of 4.2.1 and 4.3 that ended normally. */
  public static RunInfo info(int cells) {
    return info(SUITE, cells, Map.of());
  }

  static RunInfo info(String suite, int cells, Map<String, String> options) {
    return new RunInfo(
        suite,
        "2026-11-22T15:30:00.125Z",
        "2026-11-22T15:41:12.250Z",
        options,
        Map.of("local", facts("EPYC")),
        List.of(build("4.2.1", "aa"), build("4.3", "bb")),
        List.of(),
        cells,
        cells,
        "00ff");
  }

  static Map<String, String> facts(String processor) {
    return new TreeMap<>(Map.of("kernel", "6.18.44", "processor", processor));
  }

  static CriuBuildInfo build(String version, String sha256) {
    return new CriuBuildInfo(version, "debian:sid", version + "-1", sha256, "");
  }

  /** Returns a run of these CRIU releases. */
  public static RunInfo of(int cells, String... versions) {
    var builds = Arrays.stream(versions).map(v -> build(v, "sum of " + v)).toList();
    return with(info(cells), facts("EPYC"), builds);
  }

  static RunInfo with(RunInfo i, Map<String, String> facts, List<CriuBuildInfo> builds) {
    return new RunInfo(
        i.suite(),
        i.started(),
        i.ended(),
        i.options(),
        Map.of("local", facts),
        builds,
        i.notes(),
        i.cellsPlanned(),
        i.cellsRecorded(),
        i.expectations());
  }

  /** Returns a run that is only in memory. */
  public static Run run(String name, CellRecord... records) {
    return run(name, info(records.length), Arrays.asList(records));
  }

  static Run run(String name, RunInfo info, List<CellRecord> records) {
    return new Run(Path.of(name), records, Optional.ofNullable(info));
  }

  /** Writes a run to disk. */
  public static Run written(Path folder, RunInfo info, CellRecord... records) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : records) {
      recorder.add(record);
    }
    if (info != null) {
      recorder.write(info);
    }
    return Run.read(folder);
  }

  /** Returns a run that was cut off before all of its cells had a record. */
  public static RunInfo cutOff(int planned, int recorded) {
    var i = info(planned);
    return new RunInfo(
        i.suite(),
        i.started(),
        null,
        i.options(),
        i.hosts(),
        i.criuBuilds(),
        i.notes(),
        planned,
        recorded,
        i.expectations());
  }
}
