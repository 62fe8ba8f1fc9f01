package org.criumatrix.privilege;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * CRIU, ready to be called with a privilege.
 *
 * @param program its path on the host
 * @param options the options that it needs, {@code --unprivileged}
 * @param env additional environment
 */
public record Prepared(String program, List<String> options, Map<String, String> env) {

  private static final String UNPRIVILEGED = "--unprivileged";

  public Prepared(String program, List<String> options) {
    this(program, options, Map.of());
  }

  /** Returns this CRIU with more options and environment. */
  public Prepared with(List<String> moreOptions, Map<String, String> moreEnv) {
    var all = new HashMap<>(env);
    all.putAll(moreEnv);
    return new Prepared(
        program, Stream.concat(options.stream(), moreOptions.stream()).toList(), Map.copyOf(all));
  }

  /**
   * Returns the path of a copy with other rights; a host may have several builds.
   *
   * @param name of the copy
   * @param program the original
   */
  static String copy(Host host, String name, String program) {
    return "%s/%s-%08x".formatted(host.home(), name, program.hashCode());
  }

  /**
   * Returns CRIU for a caller that is not root. CRIU has a non-root mode since 3.18, and an option
   * enables it.
   */
  static Prepared forOrdinaryAccount(Host host, String program) {
    var help = host.exec(Command.of(program, "--help")).stdout();
    return new Prepared(program, help.contains(UNPRIVILEGED) ? List.of(UNPRIVILEGED) : List.of());
  }
}
