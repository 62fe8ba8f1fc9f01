package org.criumatrix.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the objects of a tree that have a trait. */
final class TraitCount {

  private static final int MAX_PLACES = 3;

  private final TraitRule rule;
  private int count;
  private long bytes;
  private final List<String> places = new ArrayList<>();

  TraitCount(TraitRule rule) {
    this.rule = rule;
  }

  /**
   * Is called some thousand times for each cell.
   *
   * @param pid of the process; 0: the object is about all of them
   */
  void look(JsonNode object, long pid) {
    if (rule.isMetBy(object)) {
      count++;
      if (places.size() < MAX_PLACES && pid > 0) {
        places.add(place(object, pid));
      }
      bytes = Math.max(bytes, rule.bytes(object));
    }
  }

  private static String place(JsonNode object, long pid) {
    var fd = object.path("fd");
    var path = object.path("path").asText();
    var what = fd.isMissingNode() ? "process " + pid : "fd %s of %d".formatted(fd.asText(), pid);
    return path.isEmpty() ? what : what + ", " + path;
  }

  /** Returns the trait of a tree that has it. */
  Optional<Trait> trait() {
    return count == 0
        ? Optional.empty()
        : Optional.of(new Trait(rule.name(), count, bytes, places));
  }
}
