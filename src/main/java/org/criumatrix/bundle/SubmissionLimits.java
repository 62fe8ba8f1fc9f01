package org.criumatrix.bundle;

/**
 * How large a submission may be.
 *
 * @param packed bytes of the archive
 * @param cells number of records
 */
record SubmissionLimits(int packed, Unpacked.Limits unpacked, int cells) {

  /** The provenance of 100,000 cells that were not run has 19 MB. */
  static final SubmissionLimits STANDARD =
      new SubmissionLimits(50_000_000, new Unpacked.Limits(500_000_000, 50_000, 1 << 25), 100_000);
}
