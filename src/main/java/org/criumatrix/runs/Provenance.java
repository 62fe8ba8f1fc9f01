package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;

/** The provenance of two runs, and how they differ. */
final class Provenance {

  private static final int DIGITS = 12;

  private final List<Difference> differences = new ArrayList<>();

  private Provenance() {}

  /** Compares two runs. They differ if the provenance of one is unknown. */
  static Provenance between(Optional<RunInfo> before, Optional<RunInfo> after) {
    var provenance = new Provenance();
    if (before.isPresent() && after.isPresent()) {
      provenance.compare(before.get(), after.get());
    } else {
      provenance.differences.add(new Difference("run.json", there(before), there(after)));
    }
    return provenance;
  }

  private static String there(Optional<RunInfo> run) {
    return run.isPresent() ? "there" : "";
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  private void compare(RunInfo before, RunInfo after) {
    add("suite", before.suite(), after.suite());
    add("matrix.csv, its SHA-256", brief(before.expectations()), brief(after.expectations()));
    each(before.selection(), after.selection(), (key, then, now) -> add("-D" + key, then, now));
    each(builds(before), builds(after), (build, then, now) -> add("CRIU " + build, then, now));
    each(hosts(before), hosts(after), (host, then, now) -> add("host " + host, then, now));
    before.hosts().keySet().stream()
        .filter(after.hosts()::containsKey)
        .sorted()
        .forEach(h -> facts(h, before.hosts().get(h), after.hosts().get(h)));
  }

  private void facts(String host, Map<String, String> before, Map<String, String> after) {
    each(before, after, (fact, then, now) -> add("host %s: %s".formatted(host, fact), then, now));
  }

  private static Map<String, String> hosts(RunInfo run) {
    var hosts = new TreeMap<String, String>();
    run.hosts().keySet().forEach(host -> hosts.put(host, "there"));
    return hosts;
  }

  private static Map<String, String> builds(RunInfo run) {
    var builds = new TreeMap<String, String>();
    run.criuBuilds().forEach(b -> builds.put(b.version(), describe(b)));
    return builds;
  }

  /** Returns {@code 4.3-1~exp2 of debian:experimental, dfc269ef3e6a}. */
  static String describe(CriuBuildInfo build) {
    return "%s of %s, %s".formatted(build.packageVersion(), build.origin(), brief(build.sha256()));
  }

  private interface Entry {
    void is(String key, String before, String after);
  }

  private static void each(Map<String, String> before, Map<String, String> after, Entry entry) {
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.forEach(k -> entry.is(k, before.getOrDefault(k, ""), after.getOrDefault(k, "")));
  }

  private void add(String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      differences.add(new Difference(what, before, after));
    }
  }

  private static String brief(String checksum) {
    var text = Objects.requireNonNullElse(checksum, "");
    return text.substring(0, Math.min(DIGITS, text.length()));
  }
}
