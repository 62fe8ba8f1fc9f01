package org.criumatrix.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What CRIU needs for a set of options. */
public final class Needs {

  /** Enough for a plain process of one's own; see capabilities.csv, which runs have found. */
  private static final Set<String> ALWAYS = Set.of("cap_checkpoint_restore", "cap_setpcap");

  private Needs() {}

  /** Returns the smallest set of file capabilities with which an ordinary account's CRIU works. */
  public static Set<String> capabilities(List<String> options) {
    var needed = new TreeSet<>(ALWAYS);
    options.stream()
        .flatMap(o -> CriuOption.find(o).stream())
        .map(CriuOption::capability)
        .filter(c -> !c.isEmpty())
        .forEach(needed::add);
    return needed;
  }

  /** Returns the options of the wrapper criu-job for these options of CRIU. */
  public static List<String> criuJob(List<String> options) {
    var words = new ArrayList<String>();
    // criu-job runs the program in a session of its own, without a terminal.
    options.stream()
        .filter(o -> !o.equals("--shell-job"))
        .forEach(o -> words.add("--criu-option=" + o));
    return words;
  }
}
