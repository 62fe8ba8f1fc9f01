package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Glob;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Phase;

/** Finds the lines of matrix.csv that mean an error, without reading their globs each time. */
final class KnownErrors {

  /** More errors than there are different ones in a run. */
  private static final int MOST_REMEMBERED = 20_000;

  /**
   * @param id of an error that the suite describes itself; empty for text
   */
  private record Line(
      int number, String text, Optional<FailureId> id, Glob glob, List<List<String>> parts) {

    static Line of(Expectation line) {
      return new Line(
          line.line(),
          line.error(),
          FailureId.named(line.error()),
          Glob.of(line.error()),
          ErrorPattern.alternatives(line.error()).stream().map(Line::parts).toList());
    }

    private static List<String> parts(String glob) {
      return List.of(glob.split("[*?]+"));
    }

    /** As {@link Expectation#meansError}. */
    boolean means(String error, FailureId seen) {
      return id.map(meant -> meant == seen)
          .orElseGet(() -> error.contains(text) || mayMatch(error) && glob.matches(error));
    }

    /** Whether it has the parts between the wildcards, which is found faster than their order. */
    private boolean mayMatch(String error) {
      return parts.stream().anyMatch(all -> all.stream().allMatch(error::contains));
    }
  }

  private record Seen(Phase phase, String error, FailureId id) {}

  private final MatrixFile file;
  private final Set<Integer> numbers = new HashSet<>();
  private final Map<Phase, List<Line>> lines = new HashMap<>();
  private final Map<List<Integer>, MatrixFile> parts = new HashMap<>();
  private final Map<Seen, Optional<MatrixFile>> seen = new HashMap<>();

  KnownErrors(MatrixFile file) {
    this.file = file;
    for (var line : file.expectations()) {
      numbers.add(line.line());
      if (line.fails()) {
        lines.computeIfAbsent(line.at().orElseThrow(), p -> new ArrayList<>()).add(Line.of(line));
      }
    }
  }

  /**
   * Returns the lines that expect an error in a phase; empty if there are none.
   *
   * @param id of an error that the suite describes itself; null otherwise
   */
  Optional<MatrixFile> lines(Phase phase, String error, FailureId id) {
    if (seen.size() > MOST_REMEMBERED) {
      seen.clear();
    }
    return seen.computeIfAbsent(new Seen(phase, error, id), s -> find(phase, error, id));
  }

  private Optional<MatrixFile> find(Phase phase, String error, FailureId id) {
    var found = new ArrayList<Integer>();
    for (var line : lines.getOrDefault(phase, List.of())) {
      if (line.means(error, id)) {
        found.add(line.number());
      }
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(parts.computeIfAbsent(found, this::only));
  }

  private MatrixFile only(List<Integer> kept) {
    var others = new HashSet<>(numbers);
    kept.forEach(others::remove);
    return file.without(others);
  }
}
