package org.criumatrix.dataset;

import java.util.List;

/**
 * An application.
 *
 * @param id {@code python-numpy}
 * @param about one sentence
 * @param situation id of its situation; null without one
 * @param cases ids of its cases: itself, and with a setting
 */
public record ApplicationEntry(String id, String about, String situation, List<String> cases) {}
