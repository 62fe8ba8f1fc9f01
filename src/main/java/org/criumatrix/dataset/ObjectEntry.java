package org.criumatrix.dataset;

import java.util.List;

/**
 * An object of the kernel.
 *
 * @param id {@code tcp-urgent-inline}
 * @param about what a program checks of it; null in records of older suites
 * @param situation id of its family; null for a case that this version does not know
 * @param cases ids of the cases about it: itself and its variants
 * @param values what came back changed, {@code NAME: BEFORE → AFTER}
 */
public record ObjectEntry(
    String id, String about, String situation, List<String> cases, List<String> values) {}
