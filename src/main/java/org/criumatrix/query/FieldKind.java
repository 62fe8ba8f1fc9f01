package org.criumatrix.query;

import java.util.List;
import java.util.Locale;

/** How the values of a field are compared. */
enum FieldKind {
  /** Globs that match a whole name, or its part after a slash or before a colon. */
  NAME(false),
  /** Globs that match any part of a text; after {@code =} the whole text. */
  TEXT(false),
  /** The name of a CRIU build, which can be older or newer than another one. */
  VERSION(true),
  /** The release of a kernel, compared by as many numbers as the query has. */
  KERNEL(true),
  /** One of a few values. */
  CHOICE(false),
  /** One of a few values, of which a cell has several or none. */
  FLAG(false),
  /** One of a few values, in their order. */
  STEP(true),
  /** Milliseconds; a query has a unit. */
  DURATION(true),
  /** Bytes; a query has a unit. */
  SIZE(true),
  NUMBER(true),
  /** A day or a time, compared by as much of it as the query has. */
  DATE(true),
  /** The CRIU build of another cell of the same case, which has a verdict. */
  BUILD(true),
  /** The privilege of another cell of the same case, which has a verdict. */
  CALLER(false),
  /** An axis along which the verdicts of a case differ. */
  AXIS(false);

  private final boolean ordered;

  FieldKind(boolean ordered) {
    this.ordered = ordered;
  }

  /** Whether one value can be less than another. */
  boolean isOrdered() {
    return ordered;
  }

  /** Whether a field of this kind has all its values in fields.csv. */
  boolean isClosed() {
    return this == CHOICE || this == FLAG || this == STEP || this == AXIS;
  }

  boolean isNumeric() {
    return this == DURATION || this == SIZE || this == NUMBER;
  }

  /** Whether its values are names, of which a list helps. */
  boolean isNamed() {
    return isSibling() || List.of(NAME, VERSION, KERNEL, STEP, CHOICE).contains(this);
  }

  /** Whether it is about another cell, and not about the cell itself. */
  boolean isSibling() {
    return this == BUILD || this == CALLER;
  }

  /** Returns its name in fields.csv. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static FieldKind of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
