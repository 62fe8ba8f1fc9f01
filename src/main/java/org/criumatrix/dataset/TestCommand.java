package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the command that tests a situation in a context. */
public final class TestCommand {

  /** What a shell takes as it is. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private TestCommand() {}

  /**
   * Returns the command.
   *
   * @param wanted an axis that is null is left open
   * @param cells all results; a host with the kernel that is wanted is looked for among them
   */
  public static String of(SituationEntry situation, Context wanted, Collection<CellEntry> cells) {
    var words = new ArrayList<String>(List.of("./criu-matrix", "run"));
    add(words, "cells", situation.cells());
    add(words, "criu", wanted.criu());
    add(words, "privilege", wanted.privilege());
    add(words, "runtime", wanted.runtime());
    add(words, "host", host(wanted, cells).orElse(null));
    return String.join(" ", words);
  }

  private static void add(List<String> words, String option, String value) {
    if (value != null && !value.isEmpty()) {
      words.add("-D%s=%s".formatted(option, quoted(value)));
    }
  }

  private static String quoted(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
  }

  /** Returns a value of the host axis; of several machines with the kernel one that is virtual. */
  private static Optional<String> host(Context wanted, Collection<CellEntry> cells) {
    if (wanted.host() == null || !wanted.host().equals(Context.MACHINE)) {
      return Optional.ofNullable(wanted.host());
    }
    return wanted.kernel() == null
        ? Optional.of("local")
        : cells.stream()
            .filter(c -> c.kernel().equals(wanted.kernel()))
            .map(CellEntry::host)
            .filter(h -> Context.kind(h).equals(Context.MACHINE))
            .distinct()
            .min(Comparator.<String, Boolean>comparing("local"::equals).thenComparing(h -> h))
            .or(() -> Optional.of("local"));
  }
}
