package org.criumatrix.host;

/**
 * What following a file brought.
 *
 * @param text what it grew by; empty when it did not grow
 * @param gone whether the process that was watched with it is gone and all it wrote was seen
 */
public record FileDelta(String text, boolean gone) {}
