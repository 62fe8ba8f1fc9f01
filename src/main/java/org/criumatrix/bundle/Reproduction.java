package org.criumatrix.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Shell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** How a stranger sees a cell again. */
final class Reproduction {

  /** Options that make the machine or the build another; the rest says what was left out. */
  private static final List<String> KEPT = List.of("gpu.plugin", "vm.memory", "vm.cores");

  private static final Pattern GIT = Pattern.compile("\\(([^()]+)\\)$");
  private static final String DIRTY = "-dirty";

  private Reproduction() {}

  /** One command, in a checkout. */
  static String command(CellRecord cell, RunInfo run) {
    var words = new ArrayList<>(List.of("./criu-matrix", "run"));
    add(words, "cells", cell.id());
    add(words, "criu", cell.criu());
    if (!cell.runtime().equals("none")) {
      add(words, "runtime", cell.runtime());
    }
    if (!cell.host().equals("local")) {
      add(words, "host", cell.host());
    }
    KEPT.stream()
        .filter(key -> !run.option(key).isEmpty())
        .forEach(key -> add(words, key, run.option(key)));
    return Shell.quote(words);
  }

  private static void add(List<String> words, String key, String value) {
    words.add("-D" + key + "=" + value);
  }

  /** The commit of the suite; empty: it was none. */
  static Optional<String> commit(RunInfo run) {
    return describe(run).map(d -> d.replace(DIRTY, ""));
  }

  /** Whether the suite had changes that no commit has. */
  static boolean hadChanges(RunInfo run) {
    return describe(run).map(d -> d.endsWith(DIRTY)).orElse(true);
  }

  private static Optional<String> describe(RunInfo run) {
    var match = GIT.matcher(run.suite());
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
