package org.criumatrix.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

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
    double upper) {}
