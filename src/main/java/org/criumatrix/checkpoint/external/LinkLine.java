package org.criumatrix.checkpoint.external;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code ip -oneline link}, see ip-link(8).
 *
 * @param peer the number of its other end, in the network namespace of that end; 0 if it has none
 * @param master the bridge that it is a port of; empty if there is none
 */
record LinkLine(int number, String name, int peer, String master) {

  private static final Pattern HEAD =
      Pattern.compile("(\\d+): ([^:@]+)(?:@(?:if(\\d+)|\\S+))?: .*");
  private static final Pattern MASTER = Pattern.compile(" master (\\S+)");

  static List<LinkLine> parse(String text) {
    return text.lines().map(HEAD::matcher).filter(Matcher::matches).map(LinkLine::of).toList();
  }

  private static LinkLine of(Matcher head) {
    var master = MASTER.matcher(head.group());
    return new LinkLine(
        Integer.parseInt(head.group(1)),
        head.group(2),
        Optional.ofNullable(head.group(3)).map(Integer::parseInt).orElse(0),
        master.find() ? master.group(1) : "");
  }

  /** Returns its other end if that is one of these links and on a bridge. */
  Optional<LinkLine> otherEnd(List<LinkLine> others) {
    return others.stream()
        .filter(l -> l.number() == peer && l.peer() == number && !l.master().isEmpty())
        .findFirst();
  }
}
