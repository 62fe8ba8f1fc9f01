package org.criumatrix.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A cell whose result differs between two neighbours: two CRIU builds, kernels or runs of which
 * none lies between that this cell was tried with.
 *
 * @param along {@code criu}, {@code kernel} or {@code run}: what differs
 * @param host as in {@link Answer}
 * @param criu the build; null if builds differ
 * @param kernel the release; null if kernels differ
 * @param machine id of the machine; null if kernels differ
 * @param from the earlier build, kernel or id of a run
 * @param to the later one
 * @param before the verdict with the earlier one: {@code works}, {@code refuses} or {@code fails}
 * @param after the verdict with the later one
 * @param phaseBefore of a failure: the phase that failed; null otherwise, as {@code phaseAfter}
 * @param direction {@code better}: it fails no more; {@code worse}: it fails now; {@code other}: it
 *     fails in another phase or by another cause, refuses in place of working, or comes to its
 *     answer and leaves something on the host, or does so no more
 * @param cause of the failure, of the later one if both fail
 * @param cells ids of the two cells, the earlier first
 */
public record Change(
    String along,
    @JsonProperty("case") String caseId,
    String privilege,
    String runtime,
    String host,
    String criu,
    String kernel,
    String machine,
    String from,
    String to,
    String before,
    String after,
    String phaseBefore,
    String phaseAfter,
    String direction,
    String cause,
    List<String> cells) {}
