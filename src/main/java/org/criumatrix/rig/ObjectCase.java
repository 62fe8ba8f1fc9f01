package org.criumatrix.rig;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/**
 * How a case about a kernel object is played, from objects.csv.
 *
 * @param object the name of the object in native/objects
 * @param dump options for the dump
 * @param restore options for the restore
 * @param under a program that starts the restore, and its arguments; empty: none
 * @param refusal a part of CRIU's error, of a case that has to be refused; empty: any
 * @param isChangedMeanwhile whether somebody else changes something while the program is dumped
 * @param hasOwnMounts whether the program has a mount namespace of its own
 * @param leavesSomething whether the program leaves something behind if it is killed, which what
 *     somebody else does removes, too
 */
record ObjectCase(
    String object,
    List<String> dump,
    List<String> restore,
    List<String> under,
    String refusal,
    boolean isChangedMeanwhile,
    boolean hasOwnMounts,
    boolean leavesSomething) {

  private static final Map<String, ObjectCase> BY_CASE =
      CsvData.read("/org/criumatrix/rig/objects.csv").stream()
          .collect(Collectors.toUnmodifiableMap(r -> r.get("case"), ObjectCase::of));

  private static ObjectCase of(CSVRecord line) {
    return new ObjectCase(
        line.get("object").isEmpty() ? line.get("case") : line.get("object"),
        words(line.get("dump")),
        words(line.get("restore")),
        words(line.get("under")),
        line.get("refusal"),
        !line.get("meanwhile").isEmpty(),
        !line.get("mounts").isEmpty(),
        !line.get("leaves").isEmpty());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }

  /** Returns how a case is played; one without a line is about the object of its name. */
  static ObjectCase find(String name) {
    return BY_CASE.getOrDefault(
        name, new ObjectCase(name, List.of(), List.of(), List.of(), "", false, false, false));
  }
}
