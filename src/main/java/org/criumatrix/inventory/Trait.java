package org.criumatrix.inventory;

import org.criumatrix.matrix.TraitSize;

/**
 * One named thing that a process tree holds or is.
 *
 * @param name of a line in traits.csv
 * @param count how many objects of the tree have it
 * @param bytes the largest of them; 0 if the trait has no size
 */
public record Trait(String name, int count, long bytes) {

  /** Returns {@code inet-socket}, {@code ghost-file:6M}. */
  @Override
  public String toString() {
    return bytes == 0 ? name : name + ":" + TraitSize.format(bytes);
  }
}
