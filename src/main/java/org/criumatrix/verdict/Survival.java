package org.criumatrix.verdict;

/** What is left of the programs of a cell right after a phase failed. */
public enum Survival {
  /** It was not checked, or could not be seen. */
  UNKNOWN,
  /** A program is gone, and it did not come to its end. */
  GONE,
  /** All programs are there, but not all of them were seen to take another step. */
  THERE,
  /** All programs are there and take another step, or none was started and none was touched. */
  UNHARMED
}
