package org.criumatrix.dataset;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One run.
 *
 * @param id {@code 20261130T172547Z-1a2b3c4d}
 * @param started ISO 8601
 * @param ended ISO 8601; null if it was cut off
 * @param suite version of criu-matrix that ran it
 * @param submittedBy who sent it; null for an own run of the one who joined the data
 * @param machines host → id of its machine
 * @param builds values of the CRIU axis
 * @param kernels releases of the kernels under its hosts
 * @param selection what the run was narrowed to, option → value
 * @param planned cells selected
 * @param cells cells with a result
 * @param tools versions of engines, {@code trixie/docker} → {@code 26.1.5}; empty in data of older
 *     suites
 */
public record RunEntry(
    String id,
    String started,
    String ended,
    String suite,
    String submittedBy,
    Map<String, String> machines,
    List<String> builds,
    List<String> kernels,
    Map<String, String> selection,
    int planned,
    int cells,
    Map<String, String> tools) {

  public RunEntry {
    tools = Objects.requireNonNullElse(tools, Map.of());
  }
}
