package org.criumatrix.inventory;

/**
 * One named thing that a process tree holds or is.
 *
 * @param name of a line in traits.csv
 * @param count how many objects of the tree have it
 * @param bytes the largest of them; 0 if the trait has no size
 */
public record Trait(String name, int count, long bytes) {

  private static final String UNITS = "KMGT";
  private static final int STEP = 1024;

  /** Returns {@code inet-socket}, {@code ghost-file:6M}. */
  @Override
  public String toString() {
    return bytes == 0 ? name : name + ":" + size(bytes);
  }

  /** Rounded up, so that a limit of this size is enough. */
  private static String size(long bytes) {
    var unit = 0;
    var rounded = bytes;
    while (rounded >= STEP && unit < UNITS.length()) {
      rounded = (rounded + STEP - 1) / STEP;
      unit++;
    }
    return unit == 0 ? rounded + "B" : rounded + UNITS.substring(unit - 1, unit);
  }
}
