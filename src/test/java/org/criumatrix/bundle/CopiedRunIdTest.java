package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.History;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every copy of a run has the id of the run. */
class CopiedRunIdTest {

  @TempDir Path folder;
  private Run run;
  private RunId id;

  @BeforeEach
  void make() throws Exception {
    run = Samples.written(folder.resolve("run"), info(), Samples.cell("serial/java").works());
    id = RunId.of(run.info().orElseThrow());
  }

  private static RunInfo info() {
    var i = Samples.info(1);
    return new RunInfo(
        i.suite(),
        i.started(),
        i.ended(),
        Map.of("criu", "4.3 path:/home/alice/criu", "cells", "serial/java [criu=path:/home/alice*"),
        i.hosts(),
        i.criuBuilds(),
        i.notes(),
        1,
        1,
        i.expectations());
  }

  private static RunId id(Run copy) {
    return RunId.of(copy.info().orElseThrow());
  }

  @Test
  void inItsFolderAndByItsRecords() throws Exception {
    assertThat(id(Run.read(run.place()))).isEqualTo(id);
    assertThat(id(Run.read(run.place().resolve("records.jsonl")))).isEqualTo(id);
  }

  @Test
  void inTheHistory() throws Exception {
    var file = new History(folder.resolve("history")).add(run).orElseThrow();

    assertThat(id(Run.read(file))).isEqualTo(id);
  }

  @Test
  void inABundle() throws Exception {
    var file = folder.resolve("run.tar.gz");
    new Bundle(run, List.of(), BundledRun.redactor(), List.of()).write(file);
    var texts = Unpacked.read(file, Run.FILES).texts();

    assertThat(id(Run.of(file, texts))).isEqualTo(id);
  }

  /** Accounts and hosts with names of the suite, of its version or of a processor. */
  @Test
  void redacted() {
    var names = Set.of("java", "serial", "EPYC", "563c695", "works", "dump");
    var redactor = new Redactor(new Identity(names, names, Set.of()), Set.of(), List.of());
    redactor.learn("/home/alice");
    var copy = RedactedRun.of(run, redactor);

    assertThat(id(copy)).isEqualTo(id);
    assertThat(copy.info().orElseThrow().option("criu")).isEqualTo("4.3 path:/home/USER/criu");
    assertThat(copy.records().get(0).id()).isEqualTo(run.records().get(0).id());
  }
}
