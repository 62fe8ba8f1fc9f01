package org.criumatrix.host;

/**
 * How the other hosts of a cell reach this one.
 *
 * @param v6 empty where there is no IPv6
 */
public record Addresses(String v4, String v6) {}
