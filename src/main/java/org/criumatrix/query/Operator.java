package org.criumatrix.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What stands between a field and a value. */
enum Operator {
  NOT_EQUAL("!="),
  AT_LEAST(">="),
  AT_MOST("<="),
  MATCHES(":"),
  EQUAL("="),
  MORE(">"),
  LESS("<");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  /** Returns the operator that a text has at an index; empty if it has none there. */
  static Optional<Operator> at(String text, int index) {
    return Arrays.stream(values()).filter(o -> text.startsWith(o.sign, index)).findFirst();
  }

  /** Whether it asks which of two values is greater. */
  boolean isOrder() {
    return !List.of(MATCHES, EQUAL, NOT_EQUAL).contains(this);
  }

  /**
   * Whether it holds for two values.
   *
   * @param order as {@link java.util.Comparator} has it
   */
  boolean holds(int order) {
    return switch (this) {
      case AT_LEAST -> order >= 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case LESS -> order < 0;
      case MATCHES, EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
    };
  }
}
