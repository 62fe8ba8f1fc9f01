package org.criumatrix.dataset;

import java.util.List;

/**
 * What a situation comes to in one context: with one CRIU build, on one kernel, called with one
 * privilege, in one runtime, on one kind of host. Only contexts with cells have one; a context
 * without is "never tested".
 *
 * @param situation its id
 * @param host as on the axis, without the name of a machine: {@code local} and {@code vm:trixie}
 *     are both "machine"
 * @param verdict {@code works}, {@code works with options}, {@code partly}, {@code no}, {@code
 *     cannot run here}
 * @param ways cases that a careful user would choose from and that ran
 * @param working those of them that work
 * @param options the options of the best known way; empty: none is needed
 * @param way the case that shows the best known way; null if none works
 * @param causes ids of the causes of those that fail, the most frequent first
 * @param reason why it cannot run: a probe's answer; null otherwise
 * @param cells ids of the cells that say so
 * @param latest when the newest of them ended, ISO 8601
 * @param machines ids of the machines with these cells
 * @param otherwise ids of machines with the same context on which a case has another verdict, for
 *     example since root lacks a capability there
 */
public record Answer(
    String situation,
    String criu,
    String kernel,
    String privilege,
    String runtime,
    String host,
    String verdict,
    int ways,
    int working,
    List<String> options,
    String way,
    List<String> causes,
    String reason,
    List<String> cells,
    String latest,
    List<String> machines,
    List<String> otherwise) {

  Answer withVerdict(String other) {
    return new Answer(
        situation, criu, kernel, privilege, runtime, host, other, ways, working, options, way,
        causes, reason, cells, latest, machines, otherwise);
  }
}
