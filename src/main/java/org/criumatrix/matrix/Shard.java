package org.criumatrix.matrix;

import java.util.regex.Pattern;

/**
 * A part of all cells: {@code 3/8} is the third of eight. The shard of a cell depends only on its
 * id: the first eight hexadecimal digits of the id's SHA-256 as a number, modulo the number of
 * shards, plus one. So the same cells share a shard in every selection, and anyone can check it:
 * {@code printf %s "$ID" | sha256sum}.
 *
 * @param number the shard's number, counted from 1
 */
public record Shard(int number, int of) {

  /** The shard with all cells. */
  public static final Shard ALL = new Shard(1, 1);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
  private static final int DIGITS = 8;
  private static final int HEXADECIMAL = 16;

  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          "there is no shard %d of %d; they count from 1/%d to %d/%d"
              .formatted(number, of, of, of, of));
    }
  }

  /**
   * Reads {@code 3/8}.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  public static Shard parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "a shard is written 3/8, the third of eight, not '" + text + "'");
    }
    return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
  }

  /** Whether the cell with this id belongs to the shard. */
  public boolean has(String cell) {
    return of(cell, of) == number;
  }

  /** Returns the number of a cell's shard. */
  private static int of(String cell, int shards) {
    var hash = Long.parseLong(Sha256.of(cell).substring(0, DIGITS), HEXADECIMAL);
    return (int) (hash % shards) + 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
