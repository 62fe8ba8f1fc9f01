package org.criumatrix.host;

/**
 * The result of following a file.
 *
 * @param text the text that was appended; empty when nothing was
 * @param gone whether the watched process has ended and all its output was seen
 */
public record FileDelta(String text, boolean gone) {}
