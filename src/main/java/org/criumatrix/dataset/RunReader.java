package org.criumatrix.dataset;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.verdict.Verdict;

/** Reads a run, and keeps of each cell what a set of data has. */
final class RunReader {

  private record Attempt(String cell, int number) {}

  private final Source source;
  private final Map<Attempt, CellRecord> attempts = new LinkedHashMap<>();
  private final NameHints names = new NameHints();

  private RunReader(Source source) {
    this.source = source;
  }

  /**
   * @throws IOException with the file and the line that is malformed
   */
  static RunReader read(Source source) throws IOException {
    var reader = new RunReader(source);
    try {
      source.content().read(reader::take);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(source.place(), e.getMessage()), e);
    }
    source.info().options().values().forEach(reader.names::text);
    source.info().criuBuilds().forEach(b -> reader.names.text(b.version()));
    source.info().notes().forEach(reader.names::text);
    return reader;
  }

  private void take(CellRecord record) {
    if (record.verdict() == Verdict.NOT_RUN) {
      throw new IllegalArgumentException(
          "%s: 'verdict' is 'not run', which is none of a record".formatted(record.id()));
    }
    names.record(record);
    if (record.profile() != null) {
      // Its cell has the name of one with the options that its case chooses.
      return;
    }
    // A resumed run can have several records of the same attempt: the last one counts.
    attempts.put(new Attempt(record.id(), record.attempt()), Attempted.brief(record));
  }

  /** Returns what each cell came to. */
  Collection<Attempted> cells() {
    var cells = new LinkedHashMap<String, Attempted>();
    attempts.forEach(
        (a, record) -> cells.merge(a.cell(), Attempted.of(a.cell(), record), Attempted::and));
    return cells.values();
  }

  /** Returns a redactor that knows the names in this run. */
  Redactor redactor(Function<Run, Redactor> redactors) {
    var run = new Run(source.place(), List.copyOf(attempts.values()), Optional.of(source.info()));
    var redactor = redactors.apply(run);
    names.teach(redactor);
    return redactor;
  }
}
