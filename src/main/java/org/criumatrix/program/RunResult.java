package org.criumatrix.program;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of a program has come to.
 *
 * @param exit its exit code, 128 and more for a signal; empty if nobody can know it
 * @param stdout lines
 * @param stderr lines
 * @param client lines that its client has printed
 * @param files path → content of each file that it has written or removed
 */
public record RunResult(
    OptionalInt exit,
    List<String> stdout,
    List<String> stderr,
    List<String> client,
    SortedMap<String, FileContent> files) {

  public RunResult {
    stdout = List.copyOf(stdout);
    stderr = List.copyOf(stderr);
    client = List.copyOf(client);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns the three outputs by name. */
  Map<String, List<String>> outputs() {
    return Map.of("stdout", stdout, "stderr", stderr, "client", client);
  }
}
