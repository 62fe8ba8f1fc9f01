package org.criumatrix.matrix;

import java.util.regex.Pattern;

/**
 * A part of all cells, {@code 3/8}: the third of eight. Which one a cell is in follows from its id
 * alone: the first eight hexadecimal digits of the id's SHA-256 as a number, modulo the number of
 * shards, plus one. So the same cells come together in every selection, and anyone can check it:
 * {@code printf %s "$ID" | sha256sum}.
 *
 * @param number from 1
 */
public record Shard(int number, int of) {

  /** The only one. */
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
   * @throws IllegalArgumentException when it is none
   */
  public static Shard parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "a shard is written 3/8, the third of eight, not '" + text + "'");
    }
    return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
  }

  /** Whether the cell with this id is in it. */
  public boolean has(String cell) {
    return of(cell, of) == number;
  }

  /** The number of the shard that a cell is in. */
  private static int of(String cell, int shards) {
    var hash = Long.parseLong(Sha256.of(cell).substring(0, DIGITS), HEXADECIMAL);
    return (int) (hash % shards) + 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
