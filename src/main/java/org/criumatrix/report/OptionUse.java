package org.criumatrix.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.verdict.Verdict;

/**
 * An option of a CRIU build with one of its values: that the build has it, or that cells used it.
 *
 * @param value empty: any, or none
 * @param sources where the build names it; empty for a use
 * @param privilege of the cells; empty if this is no use
 * @param shownBy the case that shows it best
 * @param verdict of that case; null if this is no use
 * @param cells how many used it
 */
record OptionUse(
    String criu,
    String option,
    String value,
    Set<String> sources,
    String privilege,
    String shownBy,
    Verdict verdict,
    int cells) {

  static final List<String> COLUMNS =
      List.of("criu", "option", "value", "sources", "privilege", "case", "verdict", "cells");

  private static final List<Verdict> BEST_FIRST =
      List.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS, Verdict.UNAVAILABLE, Verdict.BROKEN);

  /** What shows an option best comes first: a case that is called like it, then one that works. */
  static final Comparator<OptionUse> BEST =
      Comparator.comparing((OptionUse u) -> !u.isNamed())
          .thenComparing(u -> BEST_FIRST.indexOf(u.verdict()))
          .thenComparing(u -> u.shownBy().length())
          .thenComparing(OptionUse::shownBy);

  OptionUse {
    sources = new TreeSet<>(sources);
  }

  boolean isUse() {
    return verdict != null;
  }

  /** Whether the case has the option in its name. */
  private boolean isNamed() {
    return shownBy.contains(option.substring(2));
  }

  OptionUse plus(OptionUse other) {
    var best = BEST.compare(this, other) <= 0 ? this : other;
    return new OptionUse(
        criu,
        option,
        value,
        sources,
        privilege,
        best.shownBy(),
        best.verdict(),
        cells + other.cells());
  }

  /** Returns the fields of a line of the data file. */
  List<String> fields() {
    return List.of(
        criu,
        option,
        value,
        String.join(" ", sources),
        privilege,
        shownBy,
        isUse() ? verdict.key() : "",
        String.valueOf(cells));
  }

  /**
   * Reads a line of the data file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static OptionUse of(CSVRecord fields) {
    var verdict = fields.get("verdict");
    var sources = fields.get("sources");
    return new OptionUse(
        fields.get("criu"),
        fields.get("option"),
        fields.get("value"),
        sources.isEmpty() ? Set.of() : Set.of(sources.split(" ")),
        fields.get("privilege"),
        fields.get("case"),
        verdict.isEmpty() ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
        Integer.parseInt(fields.get("cells")));
  }
}
