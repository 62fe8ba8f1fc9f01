package org.criumatrix.dataset;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.criumatrix.application.Application;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.Run;
import org.criumatrix.situation.Situations;

/**
 * What joined data consists of in addition to runs.
 *
 * @param expectations today's matrix.csv, which knows causes
 * @param suite the version of criu-matrix that joins
 * @param made the time
 * @param redactors returns what removes the names of a run's machine
 * @param progress is called with a line after each run
 */
public record Joining(
    MatrixFile expectations,
    Situations situations,
    List<Application> applications,
    String suite,
    Instant made,
    Function<Run, Redactor> redactors,
    Consumer<String> progress) {}
