package org.criumatrix.dataset;

/**
 * Something that a process tree holds or is.
 *
 * @param id {@code inet-socket}
 * @param meaning one phrase; empty if this version does not know it
 */
public record TraitEntry(String id, String meaning, Tally tally) {}
