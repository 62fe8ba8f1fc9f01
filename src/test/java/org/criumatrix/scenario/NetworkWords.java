package org.criumatrix.scenario;

/** What words of cases about the network mean in sentences. */
final class NetworkWords {

  /** Who is dumped. */
  static final String ENDS = "client=the client; server=the server; both=both ends";

  static final String PROTOCOLS = "tcp=TCP; udp=UDP; tcp6=TCP over IPv6; udp6=UDP over IPv6";

  private NetworkWords() {}
}
