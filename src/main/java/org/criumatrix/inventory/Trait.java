package org.criumatrix.inventory;

import java.util.List;
import org.criumatrix.matrix.TraitSize;

/**
 * One named thing that a process tree holds or is.
 *
 * @param name of a line in traits.csv
 * @param count how many objects of the tree have it
 * @param bytes the largest of them; 0 if the trait has no size
 * @param places the first few of them, for readers: {@code fd 3 of 4711, /tmp/file}
 */
public record Trait(String name, int count, long bytes, List<String> places) {

  public Trait {
    places = List.copyOf(places);
  }

  /** Without places. */
  public Trait(String name, int count, long bytes) {
    this(name, count, bytes, List.of());
  }

  /** Returns {@code inet-socket}, {@code ghost-file:6M}. */
  @Override
  public String toString() {
    return bytes == 0 ? name : name + ":" + TraitSize.format(bytes);
  }
}
