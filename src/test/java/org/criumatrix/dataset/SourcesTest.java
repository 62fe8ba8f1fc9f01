package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.bundle.Bundle;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.Run;
import org.criumatrix.runs.History;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where runs are found, and the message about a place that has none. */
class SourcesTest {

  private static final Run MONDAY =
      SampleRuns.run("2026-11-23T01:00:00Z", SampleCell.of("serial/java").works());

  private static final Run TUESDAY =
      SampleRuns.run("2026-11-24T01:00:00Z", SampleCell.of("serial/java").works());

  @TempDir Path folder;
  private final List<String> problems = new ArrayList<>();
  private Path run;

  @BeforeEach
  void write() throws IOException {
    run = SampleRuns.write(Files.createDirectories(folder.resolve("run")), MONDAY);
  }

  private List<Source> in(Path... places) {
    return Sources.in(List.of(places), e -> problems.add(e.getMessage()));
  }

  private static List<String> ids(List<Source> sources) {
    return sources.stream().map(s -> s.id().text()).toList();
  }

  @Test
  void aFolderARecordsFileAndAFileOfTheHistoryAreTheSameRun() throws Exception {
    var history = new History(folder.resolve("history"));
    var file = history.add(Run.read(run)).orElseThrow();

    var sources = in(run, run.resolve("records.jsonl"), file);

    assertThat(problems).isEmpty();
    assertThat(sources).hasSize(3).allMatch(s -> s.submittedBy().isEmpty());
    assertThat(ids(sources)).containsOnly(ids(sources).get(0));
    for (var source : sources) {
      assertThat(source.content().size()).isEqualTo(1);
    }
  }

  @Test
  void foldersOfRunsAreLookedThrough() throws Exception {
    new History(folder.resolve("machines").resolve("a").resolve("history")).add(TUESDAY);
    SampleRuns.write(Files.createDirectories(folder.resolve("machines/b/target/matrix")), TUESDAY);
    Files.writeString(folder.resolve("machines").resolve("README.md"), "not a run");
    Files.createDirectories(folder.resolve("machines/.git"));

    assertThat(in(folder)).hasSize(3);
    assertThat(in(folder.resolve("machines"))).hasSize(2);
    assertThat(problems).isEmpty();
  }

  @Test
  void anArchiveCountsAsSentBySomebody() throws Exception {
    var archive = folder.resolve("sent").resolve("run.tar.gz");
    Files.createDirectories(archive.getParent());
    new Bundle(Run.read(run), List.of(), Redactor.off(), List.of()).write(archive);

    var sources = in(archive.getParent());

    assertThat(problems).isEmpty();
    assertThat(sources).hasSize(1);
    assertThat(sources.get(0).submittedBy()).contains("unnamed");
    assertThat(SampleRuns.join(sources).cells()).hasSize(1);
  }

  @Test
  void whatCannotBeUsedIsNamedAndTheRestIsFound() throws Exception {
    Files.writeString(folder.resolve("broken.tar.gz"), "no archive");
    Files.writeString(folder.resolve("other.jsonl"), "{}\n");

    assertThat(in(folder)).as("the run").hasSize(1);
    assertThat(problems)
        .hasSize(2)
        .anySatisfy(p -> assertThat(p).contains("broken.tar.gz"))
        .anySatisfy(p -> assertThat(p).contains("other.jsonl"));
  }

  @Test
  void aPlaceWithoutARunIsNamed() throws Exception {
    var empty = Files.createDirectories(folder.resolve("empty"));

    assertThat(in(empty, folder.resolve("gone"))).isEmpty();
    assertThat(problems)
        .satisfiesExactly(
            p -> assertThat(p).contains("empty has no run: it has neither a folder with"),
            p -> assertThat(p).contains("gone is no run"));
  }

  @Test
  void aMalformedRecordIsNamedWhenItIsRead() throws Exception {
    Files.writeString(run.resolve("records.jsonl"), "{}\n");
    var sources = in(run);

    DataSets.join(sources, SampleRuns.joining(), e -> problems.add(e.getMessage()));

    assertThat(problems).singleElement().asString().contains("records.jsonl:1: not a record");
  }

  @Test
  void aRecordThatWasNotRunIsNone() throws Exception {
    var records = run.resolve("records.jsonl");
    Files.writeString(
        records,
        Files.readString(records).replace("\"verdict\":\"works\"", "\"verdict\":\"not run\""));
    DataSets.join(in(run), SampleRuns.joining(), e -> problems.add(e.getMessage()));

    assertThat(problems)
        .singleElement()
        .asString()
        .contains(run.toString(), "'verdict' is 'not run', which is none of a record");
  }

  @Test
  void anOwnRunInMemoryIsASourceToo() throws Exception {
    var source = Source.of(MONDAY, Optional.empty());

    assertThat(source.content().size()).isEqualTo(1);
    assertThat(source.id()).isEqualTo(in(run).get(0).id());
  }
}
