package org.criumatrix.dataset;

import java.util.Set;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Harm;

/** The keys of verdicts, as sets of data have them. */
final class Verdicts {

  static final String WORKS = "works";
  static final String REFUSES = "refuses";
  static final String FAILS = "fails";
  static final String UNAVAILABLE = "unavailable";
  static final String BROKEN = "broken";

  private static final Set<String> GOOD = Set.of(WORKS, REFUSES);

  /** The phase after the answer, in which the suite checks the host. */
  private static final String CLEAN = Phase.CLEAN.key();

  private static final String UNHARMED = Harm.NONE.key();

  /** Records of all versions have the sentence; those of older ones have no id of it. */
  private static final Pattern MOUNT_GONE = Pattern.compile("^gone: a mount\\b");

  private Verdicts() {}

  /** Whether CRIU did what the case wants of it. */
  static boolean isGood(String verdict) {
    return GOOD.contains(verdict);
  }

  /**
   * Whether the program came to its answer after the restore, or CRIU refused as it had to. What a
   * check of the host finds afterwards is no matter of the program: a cell that fails there, and
   * harmed nothing, counts as one that works.
   */
  static boolean isGood(CellEntry cell) {
    return isGood(cell.verdict()) || isHarmless(cell);
  }

  /** Whether the program works, or worked until a check of the host found something. */
  static boolean works(CellEntry cell) {
    return cell.verdict().equals(WORKS) || isHarmless(cell);
  }

  /** Whether a cell fails only by the check of what is left on the host, or gone from it. */
  static boolean isHarmless(CellEntry cell) {
    return cell.verdict().equals(FAILS)
        && CLEAN.equals(cell.phase())
        && (cell.harm() == null || cell.harm().equals(UNHARMED));
  }

  /**
   * Whether a cell fails only since a mount of the host is gone: CRIU unmounts none there, so
   * somebody else did it in the meantime.
   */
  static boolean isByOthers(CellEntry cell) {
    return isHarmless(cell) && cell.error() != null && MOUNT_GONE.matcher(cell.error()).find();
  }

  /** Whether the cell says anything about CRIU. */
  static boolean isTried(String verdict) {
    return isGood(verdict) || verdict.equals(FAILS);
  }
}
