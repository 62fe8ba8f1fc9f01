package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * Two workloads that talk to each other. The server prints {@code listening PORT} on stderr before
 * it is ready. Both take the option {@code --address}, and the client also {@code --port}.
 *
 * @param address what kind of address the server has
 */
public record Conversation(Part server, Part client, Kind address) {

  /** A workload's name and arguments. */
  public record Part(String workload, List<String> args) {}

  /** Kinds of addresses. */
  enum Kind {
    V4,
    V6,
    /** The name of a socket in the server's folder. */
    PATH
  }

  /**
   * Returns a conversation of numbered messages in both directions.
   *
   * @param transport a transport of native/talk.c, or {@code tcp6} or {@code udp6}
   * @param more arguments for both
   */
  public static Conversation over(String transport, String... more) {
    var six = transport.endsWith("6");
    var words = new ArrayList<String>();
    words.add("--transport");
    words.add(six ? transport.substring(0, transport.length() - 1) : transport);
    words.addAll(List.of(more));
    var kind = transport.startsWith("unix") ? Kind.PATH : six ? Kind.V6 : Kind.V4;
    return new Conversation(
        new Part("talk", with("--serve", words)), new Part("talk", with("--call", words)), kind);
  }

  /** Returns a conversation over TCP between two separate workloads. */
  public static Conversation between(Part server, Part client) {
    return new Conversation(server, client, Kind.V4);
  }

  /** Returns a conversation over something with a path, between two separate workloads. */
  public static Conversation atPath(Part server, Part client) {
    return new Conversation(server, client, Kind.PATH);
  }

  static List<String> with(String word, List<String> words) {
    var all = new ArrayList<>(List.of(word));
    all.addAll(words);
    return List.copyOf(all);
  }
}
