package org.criumatrix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Joins runs of many machines into one set of data. */
public final class DataSets {

  private DataSets() {}

  /**
   * Joins runs. A run that is given several times, or that was resumed, counts once: the copy with
   * the most records, and of an own and a submitted one the own.
   *
   * @throws IOException with the file and the line that is malformed
   */
  public static DataSet join(Collection<Source> sources, Joining joining) throws IOException {
    var joiner = new Joiner(joining);
    for (var source : once(sources)) {
      joiner.add(source);
    }
    return joiner.data();
  }

  private static List<Source> once(Collection<Source> sources) throws IOException {
    var byId = new HashMap<String, Source>();
    for (var source : sources) {
      var id = source.id().text();
      var known = byId.get(id);
      byId.put(id, known == null ? source : better(known, source));
    }
    return byId.values().stream()
        .sorted(
            Comparator.<Source, Instant>comparing(s -> Instant.parse(s.info().started()))
                .thenComparing(s -> s.id().text()))
        .toList();
  }

  /** An own run is never replaced by one that somebody sent. */
  private static Source better(Source one, Source other) throws IOException {
    if (one.submittedBy().isPresent() != other.submittedBy().isPresent()) {
      return one.submittedBy().isPresent() ? other : one;
    }
    return other.size() > one.size() ? other : one;
  }

  /**
   * Writes a set of data to a folder, which is made if it is not there.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(DataSet data, Path folder) throws IOException {
    Files.createDirectories(folder);
    DataJson.write(data, folder);
  }
}
