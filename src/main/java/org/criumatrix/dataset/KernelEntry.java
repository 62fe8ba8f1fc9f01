package org.criumatrix.dataset;

import java.util.List;

/**
 * A kernel release.
 *
 * @param id {@code 6.12.90+deb13-amd64}
 * @param series {@code 6.12}
 * @param machines ids of the machines that ran it
 */
public record KernelEntry(String id, String series, List<String> machines, Tally tally) {}
