package org.criumatrix.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Shell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** Returns the command that reproduces a cell on another machine. */
final class Reproduction {

  /** Options that change the machine or the build. No other option changes a cell. */
  private static final List<String> KEPT = List.of("gpu.plugin", "vm.memory", "vm.cores");

  private static final Pattern GIT = Pattern.compile("\\(([^()]+)\\)$");
  private static final String DIRTY = "-dirty";

  private Reproduction() {}

  /** Returns one command, to be run in a checkout. */
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

  /** Returns the commit of the suite; empty if it is unknown. */
  static Optional<String> commit(RunInfo run) {
    return describe(run).map(d -> d.replace(DIRTY, ""));
  }

  /** Whether the suite had uncommitted changes. */
  static boolean hadChanges(RunInfo run) {
    return describe(run).map(d -> d.endsWith(DIRTY)).orElse(true);
  }

  private static Optional<String> describe(RunInfo run) {
    var match = GIT.matcher(run.suite());
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
