package org.criumatrix.matrix;

/**
 * The id of a case in a row of the table, written {@code network/tcp-moved-server}.
 *
 * @param row the row's name, {@code network}
 * @param name the case's own name, {@code tcp-moved-server}
 */
public record CaseId(String row, String name) implements Comparable<CaseId> {

  /** Reads {@code row/name}. */
  public static CaseId parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException("not a case, expected ROW/NAME: " + text);
    }
    return new CaseId(parts[0], parts[1]);
  }

  @Override
  public int compareTo(CaseId other) {
    // Documents and pages sort tens of thousands of cells, mostly within a row.
    return row.equals(other.row)
        ? name.compareTo(other.name)
        : toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return row + "/" + name;
  }
}
