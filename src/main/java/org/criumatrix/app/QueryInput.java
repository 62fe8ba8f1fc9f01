package org.criumatrix.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the words of {@code query} mean.
 *
 * @param runs the places of the runs
 * @param query the query; empty if a saved one takes its place
 */
record QueryInput(List<Path> runs, String query) {

  /**
   * Returns the runs and the query.
   *
   * @param hasView whether a saved query was named, so that the query can be missing
   * @param needsRuns whether there has to be a run
   * @throws CommandException if something is missing
   */
  static QueryInput of(List<String> words, boolean hasView, boolean needsRuns) {
    var input = split(words, hasView);
    if (needsRuns && input.runs().isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "name a run before the query, as in: criu-matrix query target/matrix '%s'"
              .formatted(input.query().isEmpty() ? "is:news" : input.query()));
    }
    return input;
  }

  private static QueryInput split(List<String> words, boolean hasView) {
    var last = words.isEmpty() ? "" : words.get(words.size() - 1);
    var isRun = !last.isEmpty() && Files.exists(Path.of(last));
    if (hasView && (words.isEmpty() || isRun)) {
      return new QueryInput(paths(words), "");
    }
    if (words.isEmpty() || words.size() == 1 && isRun) {
      throw new CommandException(
          ExitCode.USAGE,
          "a query is missing, as in: criu-matrix query %s 'is:news'; --views lists saved ones"
              .formatted(isRun ? last : "target/matrix"));
    }
    return new QueryInput(paths(words.subList(0, words.size() - 1)), last);
  }

  private static List<Path> paths(List<String> words) {
    return words.stream().map(Path::of).toList();
  }
}
