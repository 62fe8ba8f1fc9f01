package org.criumatrix.runs;

import java.util.OptionalDouble;

/**
 * How much slower or faster a CRIU build became on a host since the run before.
 *
 * @param criu the build, as in cell ids
 * @param about the sweep that shows it, {@code performance/memory}; empty: all cells
 * @param cells the number of compared cells, which worked in both runs; for a sweep, the number of
 *     attempts
 * @param before the median in milliseconds
 * @param after the median in milliseconds
 * @param ratio the median of the cells' ratios
 * @param others the ratio for all other builds on that host; empty: there are none
 */
public record Shift(
    String criu,
    String host,
    String about,
    Measure measure,
    int cells,
    double before,
    double after,
    double ratio,
    OptionalDouble others,
    Cause cause) {

  /** The cause of a shift, as far as two runs show it. */
  public enum Cause {
    /** This build became slower, and the others did not. */
    SLOWER("slower"),
    FASTER("faster"),
    /** Every build shifted alike. */
    MACHINE("the machine, not CRIU"),
    /** The machine differs or was busier, or CRIU differs: only a second build would show which. */
    UNKNOWN("there is no other build to distinguish CRIU from the machine");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
