package org.criumatrix.matrix;

import java.util.List;

/**
 * A kernel object whose properties a program compared.
 *
 * @param about what was checked, as a sentence without a full stop; empty for other programs
 * @param values its properties; empty if the program did not come to its end
 */
public record CheckedObject(String about, List<CheckedValue> values) {

  public static final CheckedObject NONE = new CheckedObject("", List.of());

  public CheckedObject {
    values = List.copyOf(values);
  }

  /** Returns the properties that did not keep their value. */
  public List<CheckedValue> changed() {
    return values.stream().filter(CheckedValue::hasChanged).toList();
  }
}
