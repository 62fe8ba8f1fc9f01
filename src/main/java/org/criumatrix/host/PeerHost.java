package org.criumatrix.host;

/** One of several hosts on a private network. */
public record PeerHost(Host host, Addresses addresses) {}
