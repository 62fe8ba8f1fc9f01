package org.criumatrix.dataset;

import java.util.List;

/**
 * An option of CRIU.
 *
 * @param id {@code --tcp-established}
 * @param cases ids of cases whose dumps were given it
 * @param solves ids of causes whose remedy it is
 */
public record OptionEntry(String id, List<String> cases, List<String> solves, Tally tally) {}
