package org.criumatrix.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.application.Applications;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.situation.Situations;

/** Runs to join. */
final class SampleRuns {

  private SampleRuns() {}

  static RunInfo info(String started, int cells) {
    return info(started, cells, "4.2.1", "4.3");
  }

  static RunInfo info(String started, int cells, String... builds) {
    return new RunInfo(
        "0.1.0",
        started,
        started.replace(":00:00Z", ":59:00Z"),
        Map.of("cells", "serial/*"),
        Map.of("local", facts("000001ffffffffff")),
        Arrays.stream(builds).map(SampleRuns::build).toList(),
        List.of(),
        cells,
        cells,
        "00ff");
  }

  private static CriuBuildInfo build(String version) {
    return version.startsWith("path:")
        ? new CriuBuildInfo(version, "path", "", "00ff", "")
        : new CriuBuildInfo(version, "debian:sid", version + "-1", "sum of " + version, "");
  }

  static Map<String, String> facts(String capabilities) {
    return Map.of(
        "kernel",
        "6.18.44-fc",
        "machine",
        "x86_64",
        "distribution",
        "Debian GNU/Linux 12 (bookworm)",
        "processor",
        "AMD EPYC",
        "root",
        "true",
        "capabilities",
        capabilities);
  }

  static Run run(String started, CellRecord... records) {
    return new Run(Path.of(started), List.of(records), Optional.of(info(started, records.length)));
  }

  /** Writes a run into a folder as the suite does. */
  static Path write(Path folder, Run run) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : run.records()) {
      recorder.add(record);
    }
    recorder.write(run.info().orElseThrow());
    return folder;
  }

  static Joining joining() {
    try {
      return joining(MatrixFile.read(Path.of("matrix.csv")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With an empty matrix.csv, which is read faster. */
  static Joining joiningWithoutCauses() {
    return joining(
        MatrixFile.of(
            "matrix.csv",
            "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n"));
  }

  private static Joining joining(MatrixFile expectations) {
    return new Joining(
        expectations,
        Situations.read(),
        Applications.ofCheckout().all(),
        "0.1.0",
        Instant.parse("2026-12-01T00:00:00Z"),
        run -> Redactor.of(run, List.of()),
        line -> {});
  }

  /** Joins own runs. */
  static DataSet join(Run... runs) {
    return join(Arrays.stream(runs).map(run -> Source.of(run, Optional.empty())).toList());
  }

  static DataSet join(List<Source> sources) {
    return DataSets.join(
        sources,
        joining(),
        e -> {
          throw new UncheckedIOException(e);
        });
  }
}
