package org.criumatrix.dataset;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Finds the causes of errors that somebody pasted from a log. A text of matrix.csv that the error
 * contains counts most; otherwise the errors of a cause are compared with it word by word, and by
 * letters, so that other numbers, paths and PIDs, a typing error and a line that was cut do not
 * matter.
 */
public final class ErrorMatcher {

  /** Texts with less in common have only words in common that say nothing. */
  private static final double LEAST = 0.5;

  /**
   * What a text of matrix.csv loses for each other one of its cause: it is less about this error.
   */
  private static final double ALTERNATIVE = 0.001;

  /**
   * A cause that explains an error.
   *
   * @param cause its id
   * @param score from 0 to 1
   * @param line the error that it explains, as records have errors
   */
  public record Match(String cause, double score, String line) {

    private Match or(Match other) {
      return score >= other.score ? this : other;
    }
  }

  private record Known(String id, List<Words> errors, List<ErrorPattern> patterns) {

    static Known of(CauseEntry cause) {
      return new Known(
          cause.id(),
          cause.errors().stream().map(Words::of).toList(),
          cause.patterns().stream().flatMap(ErrorPattern::of).toList());
    }

    Stream<String> words() {
      return Stream.concat(errors.stream(), patterns.stream().map(ErrorPattern::words))
          .flatMap(w -> w.words().stream())
          .distinct();
    }
  }

  private final List<Known> causes = new ArrayList<>();
  private final Map<String, Integer> cells = new HashMap<>();
  private final Map<String, Integer> frequency = new HashMap<>();

  /** Prepares the search among these causes. */
  public ErrorMatcher(Collection<CauseEntry> causes) {
    for (var cause : causes) {
      var known = Known.of(cause);
      this.causes.add(known);
      cells.put(cause.id(), cause.cells());
      known.words().forEach(w -> frequency.merge(w, 1, Integer::sum));
    }
  }

  /**
   * Returns the causes that explain an error in a text, the best first; of two equally good ones
   * the one with more cells.
   *
   * @param pasted one or several lines, such as {@code (00.012345) Error (criu/sk-unix.c:860):
   *     unix: Can't dump half of stream unix connection.}
   */
  public List<Match> match(String pasted) {
    var best = new HashMap<String, Match>();
    for (var line : LogLine.errors(pasted)) {
      var words = Words.of(line);
      for (var known : causes) {
        var match = new Match(known.id(), score(known, line, words), line);
        if (match.score() >= LEAST) {
          best.merge(known.id(), match, Match::or);
        }
      }
    }
    return best.values().stream()
        .sorted(
            comparingDouble(Match::score)
                .thenComparing(m -> cells.get(m.cause()))
                .reversed()
                .thenComparing(comparing(Match::cause)))
        .toList();
  }

  private double score(Known known, String line, Words words) {
    return DoubleStream.concat(
            known.errors().stream().mapToDouble(e -> e.similarity(words, this::weight)),
            known.patterns().stream()
                .mapToDouble(
                    p ->
                        p.score(line, words, this::weight)
                            - ALTERNATIVE * (known.patterns().size() - 1)))
        .max()
        .orElse(0);
  }

  /** A word that many causes have in common weighs little. */
  private double weight(String word) {
    return Math.log(1 + (double) causes.size() / (1 + frequency.getOrDefault(word, 0)));
  }
}
