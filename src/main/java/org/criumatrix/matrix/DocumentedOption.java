package org.criumatrix.matrix;

import java.util.List;
import java.util.Set;

/**
 * An option of a CRIU build.
 *
 * @param name {@code --tree}; of a field of its requests that is no option, {@code rpc:FIELD}
 * @param letter {@code -t}; empty if it has none
 * @param values those that the help lists; empty if any value is good, or none
 * @param sources where it was found: {@code program}, {@code help}, {@code man}, {@code rpc}
 */
public record DocumentedOption(
    String name, String letter, List<String> values, Set<String> sources) {

  /** Begins the name of a field of requests that is no option. */
  public static final String FIELD = "rpc:";

  public DocumentedOption {
    values = List.copyOf(values);
    sources = Set.copyOf(sources);
  }

  /** Whether it can be given on a command line. */
  public boolean isOption() {
    return !name.startsWith(FIELD);
  }
}
