package org.criumatrix.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/** Joins runs of many machines into one set of data. */
public final class DataSets {

  private DataSets() {}

  /**
   * Joins runs. A run that is given several times, or that was resumed, counts once: the copy with
   * the most records, and of an own and a submitted one the own. A run of which no copy can be read
   * is left out.
   *
   * @param refused receives what is wrong with each copy that cannot be used
   */
  public static DataSet join(
      Collection<Source> sources, Joining joining, Consumer<IOException> refused) {
    var joiner = new Joiner(joining);
    for (var copies : byRun(sources, refused)) {
      for (var copy : copies) {
        try {
          joiner.add(copy);
          break;
        } catch (IOException e) {
          refused.accept(e);
        }
      }
    }
    return joiner.data();
  }

  /** Returns the copies of each run, the best first; the run that began first comes first. */
  private static List<List<Source>> byRun(
      Collection<Source> sources, Consumer<IOException> refused) {
    var copies = new HashMap<String, List<Source>>();
    sources.forEach(s -> copies.computeIfAbsent(s.id().text(), id -> new ArrayList<>()).add(s));
    return copies.values().stream()
        .sorted(
            Comparator.<List<Source>, Instant>comparing(
                    all -> Instant.parse(all.get(0).info().started()))
                .thenComparing(all -> all.get(0).id().text()))
        .map(all -> all.size() == 1 ? all : bestFirst(all, refused))
        .toList();
  }

  private static List<Source> bestFirst(List<Source> copies, Consumer<IOException> refused) {
    var sizes = new HashMap<Source, Integer>();
    for (var copy : copies) {
      try {
        sizes.put(copy, copy.content().size());
      } catch (IOException e) {
        refused.accept(e);
      }
    }
    return sizes.keySet().stream()
        .sorted(
            Comparator.<Source, Boolean>comparing(s -> s.submittedBy().isPresent())
                .thenComparing(sizes::get, Comparator.reverseOrder())
                .thenComparing(s -> s.place().toString()))
        .toList();
  }

  /**
   * Writes {@code data.json}, {@code data.sqlite} and their checksums to a folder, which is made if
   * it is not there.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(DataSet data, Path folder) throws IOException {
    DataFiles.write(data, folder);
  }
}
