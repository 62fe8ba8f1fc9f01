package org.criumatrix.criu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Collects what could not be fetched. A network that is down is reported in one line, not once for
 * each suite.
 */
final class FetchFailures {

  private record Failure(CatalogueLine line, String message) {}

  private final Map<String, List<Failure>> byEssence = new LinkedHashMap<>();

  synchronized void add(CatalogueLine line, CatalogException why) {
    byEssence
        .computeIfAbsent(why.essence(), key -> new ArrayList<>())
        .add(new Failure(line, why.getMessage()));
  }

  synchronized void report(Consumer<String> notes) {
    byEssence.values().stream()
        .map(
            failures ->
                failures.stream()
                    .map(failure -> failure.line().origin())
                    .sorted()
                    .collect(Collectors.joining(", ", "", ": " + failures.get(0).message())))
        .forEach(notes);
  }
}
