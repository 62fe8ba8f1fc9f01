package org.criumatrix.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.criumatrix.record.FailureRate;

/**
 * How often a cell worked where it was repeated, over all runs with the same build and kernel.
 *
 * @param cell the cell's id, without a run
 * @param attempts at least 2
 * @param upper an upper bound of the rate of failures, at 95 %, exact (Clopper and Pearson)
 */
public record Rate(
    String cell,
    @JsonProperty("case") String caseId,
    String criu,
    String kernel,
    int attempts,
    int worked,
    double upper) {

  /** Returns a sentence, {@code 0 of 1,000 failed: below 0.3 % at 95 %}. */
  public String describe() {
    return new FailureRate(attempts, attempts - worked).describe();
  }
}
