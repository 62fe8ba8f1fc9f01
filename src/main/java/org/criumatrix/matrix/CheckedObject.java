package org.criumatrix.matrix;

import java.util.List;

/**
 * What a case is about, and for a kernel object the properties that its program compared.
 *
 * @param about what the case is: a sentence, or what the program of a kernel object says that it
 *     checks; empty in older records
 * @param values the object's properties; empty if the program did not come to its end, and for
 *     other programs
 */
public record CheckedObject(String about, List<CheckedValue> values) {

  public static final CheckedObject NONE = new CheckedObject("", List.of());

  public CheckedObject {
    values = List.copyOf(values);
  }

  /** Returns this with a sentence about the case if its program has said nothing. */
  public CheckedObject orAbout(String sentence) {
    return about.isEmpty() ? new CheckedObject(sentence, values) : this;
  }

  /** Returns the properties that did not keep their value. */
  public List<CheckedValue> changed() {
    return values.stream().filter(CheckedValue::hasChanged).toList();
  }
}
