package org.criumatrix.host;

/** One of several hosts on a network that is theirs alone. */
public record PeerHost(Host host, Addresses addresses) {}
