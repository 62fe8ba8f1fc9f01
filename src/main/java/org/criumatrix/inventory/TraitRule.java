package org.criumatrix.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/**
 * A line of traits.csv.
 *
 * @param of {@code descriptor}, {@code mapping}, {@code thread}, {@code process} or {@code tree}
 * @param size path to its bytes; empty: it has no size
 * @param meaning for readers
 */
public record TraitRule(
    String name, String of, List<Condition> when, List<String> size, String meaning) {

  private static final List<TraitRule> ALL =
      CsvData.read("/org/criumatrix/inventory/traits.csv").stream().map(TraitRule::of).toList();

  /** Returns every trait there is, in the order of the file. */
  public static List<TraitRule> all() {
    return ALL;
  }

  /**
   * Returns the meaning of a trait.
   *
   * @throws IllegalArgumentException if there is no such trait
   */
  public static String meaning(String name) {
    return ALL.stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .map(TraitRule::meaning)
        .orElseThrow(() -> new IllegalArgumentException("no such trait: " + name));
  }

  private static TraitRule of(CSVRecord line) {
    var size = line.get("size");
    return new TraitRule(
        line.get("trait"),
        line.get("of"),
        Arrays.stream(line.get("when").split(" +")).map(Condition::of).toList(),
        size.isEmpty() ? List.of() : List.of(size.split("\\.")),
        line.get("meaning"));
  }

  boolean isMetBy(JsonNode object) {
    for (var condition : when) {
      if (!condition.holds(object)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the size of an object that has the trait; 0 if the trait has none. */
  long bytes(JsonNode object) {
    return size.isEmpty()
        ? 0
        : Condition.values(object, size).stream().mapToLong(JsonNode::asLong).max().orElse(0);
  }
}
