package org.criumatrix.dataset;

/**
 * A case.
 *
 * @param id {@code network/tcp-moved-server}
 * @param about what it is, one sentence; null in records of older suites
 * @param situation id of its situation; null for a case that this version does not know
 * @param role {@code way}, {@code plain} or {@code misuse}
 */
public record CaseEntry(String id, String row, String about, String situation, String role) {}
