package org.criumatrix.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Counts the objects of a tree that have a trait. */
final class TraitCount {

  private final TraitRule rule;
  private int count;
  private long bytes;

  TraitCount(TraitRule rule) {
    this.rule = rule;
  }

  /** Is called some thousand times for each cell. */
  void look(JsonNode object) {
    if (rule.isMetBy(object)) {
      count++;
      bytes = Math.max(bytes, rule.bytes(object));
    }
  }

  /** Returns the trait of a tree that has it. */
  Optional<Trait> trait() {
    return count == 0 ? Optional.empty() : Optional.of(new Trait(rule.name(), count, bytes));
  }
}
