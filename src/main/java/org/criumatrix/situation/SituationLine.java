package org.criumatrix.situation;

import java.util.List;
import java.util.Objects;

/**
 * The table of a situation in the file of its row. Lists are of globs over the names of cases, and
 * a glob that begins with {@code !} excludes cases from its list.
 *
 * @param cases those that count for the answer, unless another list has them too
 * @param plain the same without the options
 * @param misuse those that CRIU has to refuse
 * @param first whether no other situation of the row gets the cases of this one
 * @param needs what its cases need apart from options of CRIU; null: nothing
 */
record SituationLine(
    String title,
    String about,
    List<String> words,
    List<String> cases,
    List<String> plain,
    List<String> misuse,
    boolean first,
    String needs) {

  SituationLine {
    words = Objects.requireNonNullElse(words, List.of());
    cases = Objects.requireNonNullElse(cases, List.of());
    plain = Objects.requireNonNullElse(plain, List.of());
    misuse = Objects.requireNonNullElse(misuse, List.of());
  }
}
