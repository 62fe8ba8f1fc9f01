package org.criumatrix.matrix;

import java.util.Set;

/**
 * What a line of matrix.csv knows of a cause in addition to the reason. Each may be empty.
 *
 * @param holds the traits that it is about, {@code tcp-established !own-net-ns}
 * @param with the options that it is about, {@code !--tcp-established}
 * @param kernel the kernels that have it, {@code >=6.16}; empty: all
 * @param issue where it is discussed: the address of an issue, or a commit
 * @param fixed the version of CRIU since which it is gone
 * @param remedy what makes it work
 */
public record CauseDetails(
    String holds, String with, String kernel, String issue, String fixed, Remedy remedy) {

  public static final CauseDetails NONE = new CauseDetails("", "", "", "", "", Remedy.NONE);

  /** Returns the names of the traits that a program holds when this awaits it. */
  public Set<String> traits() {
    return TraitPattern.of(holds).wanted();
  }

  /** Whether it is about programs that hold something, and not about a case. */
  public boolean isAboutTraits() {
    return !holds.isEmpty();
  }
}
