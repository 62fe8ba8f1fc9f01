package org.criumatrix.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Glob;

/**
 * One condition of traits.csv: {@code family=inet|inet6}, {@code tracer>0}, {@code
 * interval_ns<1000}.
 */
final class Condition {

  private static final Pattern FORM = Pattern.compile("([a-z_.]+)(!=|=|>|<)(\\S+)");

  private final List<String> path;
  private final String operator;
  private final List<Glob> values;
  private final long bound;

  private Condition(List<String> path, String operator, String value) {
    this.path = path;
    this.operator = operator;
    var compares = operator.equals(">") || operator.equals("<");
    this.bound = compares ? Long.parseLong(value) : 0;
    this.values = compares ? List.of() : Arrays.stream(value.split("\\|")).map(Glob::of).toList();
  }

  /**
   * @throws IllegalArgumentException if it is no condition
   */
  static Condition of(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "not FIELD=VALUE, FIELD!=VALUE, FIELD>NUMBER or FIELD<NUMBER: " + text);
    }
    return new Condition(List.of(parts.group(1).split("\\.")), parts.group(2), parts.group(3));
  }

  /** Returns whether an object meets the condition; one without the field does not. */
  boolean holds(JsonNode object) {
    // Most conditions are about a field of the object itself, and most objects lack it.
    var first = object.get(path.get(0));
    if (first == null) {
      return false;
    }
    if (path.size() == 1 && first.isValueNode()) {
      return !first.isNull() && (operator.equals("!=") != isMeant(first));
    }
    var found = values(object, path);
    return !found.isEmpty()
        && (operator.equals("!=")
            ? found.stream().noneMatch(this::isMeant)
            : found.stream().anyMatch(this::isMeant));
  }

  private boolean isMeant(JsonNode node) {
    if (operator.equals(">")) {
      return node.asLong() > bound;
    }
    if (operator.equals("<")) {
      return node.asLong() < bound;
    }
    var text = node.asText();
    for (var value : values) {
      if (value.matches(text)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the values at the end of a path; the elements of an array count one by one. */
  static List<JsonNode> values(JsonNode object, List<String> path) {
    var found = new ArrayList<JsonNode>();
    if (object.isArray()) {
      object.forEach(element -> found.addAll(values(element, path)));
    } else if (path.isEmpty()) {
      if (!object.isNull() && !object.isMissingNode()) {
        found.add(object);
      }
    } else {
      found.addAll(values(object.path(path.get(0)), path.subList(1, path.size())));
    }
    return found;
  }
}
