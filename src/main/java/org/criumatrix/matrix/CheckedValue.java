package org.criumatrix.matrix;

/**
 * A property of a kernel object that a program compared.
 *
 * @param property its name, {@code semaphore}
 * @param before its value before the dump, as text
 * @param after its value at the end
 */
public record CheckedValue(String property, String before, String after) {

  /** Whether the property did not keep its value. */
  public boolean hasChanged() {
    return !before.equals(after);
  }
}
