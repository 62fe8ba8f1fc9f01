package org.criumatrix.target;

import java.util.List;

/**
 * A process tree that could be dumped.
 *
 * @param pid its root
 * @param started when the root began, in ticks since the machine's start; with the PID it
 *     identifies a process
 * @param runtime what contains it: {@code none}, {@code docker}, {@code podman} or {@code
 *     apptainer}
 * @param description for the first line of an answer: {@code container db (docker), process 4711
 *     (postgres)}
 * @param otherRoots roots of further trees of the same job, each to be dumped by itself
 */
public record Target(
    long pid, long started, String runtime, String description, List<Long> otherRoots) {

  public Target {
    otherRoots = List.copyOf(otherRoots);
  }
}
