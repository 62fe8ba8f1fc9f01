package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.record.RunInfo;

/**
 * The shards that some runs are.
 *
 * @param all the shards of all runs; a merged run may be several
 */
record Shards(List<Shard> all) {

  /** The option that makes a run a shard. */
  static final String OPTION = "shard";

  /**
   * @throws IllegalArgumentException if the shard option of a run is malformed
   */
  static Shards of(List<RunInfo> runs) {
    var all = new ArrayList<Shard>();
    runs.forEach(r -> Selection.words(r.option(OPTION)).forEach(s -> all.add(Shard.parse(s))));
    return new Shards(all.stream().sorted(Comparator.comparing(Shard::number)).toList());
  }

  static Shards of(RunInfo run) {
    return of(List.of(run));
  }

  boolean areNone() {
    return all.isEmpty();
  }

  /** Whether all have the same number of shards. */
  boolean agree() {
    return all.stream().map(Shard::of).distinct().count() <= 1;
  }

  /** Returns the shards that appear more than once. */
  List<Shard> twice() {
    return all.stream().filter(s -> all.stream().filter(s::equals).count() > 1).distinct().toList();
  }

  List<Shard> missing() {
    return areNone() || !agree()
        ? List.of()
        : IntStream.rangeClosed(1, all.get(0).of())
            .mapToObj(n -> new Shard(n, all.get(0).of()))
            .filter(s -> !all.contains(s))
            .toList();
  }

  /** Whether they make up the whole run. */
  boolean areAll() {
    return agree() && missing().isEmpty();
  }

  boolean have(String cell) {
    return areNone() || all.stream().anyMatch(s -> s.has(cell));
  }
}
