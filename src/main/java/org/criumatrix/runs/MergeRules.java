package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;

/** Finds the reasons why several runs cannot be merged into one. */
final class MergeRules {

  /** Options that are equal in all shards of a run. */
  private static final List<String> SELECTING =
      List.of(
          "cells",
          "criu",
          "privilege",
          "runtime",
          "host",
          "matrix.tier",
          "matrix.repeat",
          "matrix.bound",
          "matrix.checks",
          "matrix.breakpoints");

  private final List<Run> runs;
  private final List<String> problems = new ArrayList<>();

  private MergeRules(List<Run> runs) {
    this.runs = runs;
  }

  static List<String> problems(List<Run> runs, boolean partial) {
    var rules = new MergeRules(runs);
    rules.provenance();
    if (rules.problems.isEmpty()) {
      rules.one("suites", RunInfo::suite);
      rules.one("expectations (matrix.csv)", RunInfo::expectations);
      rules.builds();
      rules.shards(partial);
      rules.runs.forEach(r -> rules.checkRecords(r, partial));
      rules.conflicts();
    }
    return List.copyOf(rules.problems);
  }

  /** Finds builds of one name that are different programs, in runs that say what theirs were. */
  static List<String> differentBuilds(List<Run> runs) {
    var rules = new MergeRules(runs.stream().filter(r -> r.info().isPresent()).toList());
    rules.builds();
    return List.copyOf(rules.problems);
  }

  private void provenance() {
    runs.stream()
        .filter(r -> r.info().isEmpty())
        .map(
            r ->
                r.place() + " has no run.json, so its provenance is unknown; -Dresume completes it")
        .forEach(problems::add);
  }

  private static RunInfo info(Run run) {
    return run.info().orElseThrow();
  }

  private void one(String what, Function<RunInfo, String> of) {
    var values = runs.stream().collect(groups(r -> Objects.toString(of.apply(info(r)), "unknown")));
    if (values.size() > 1) {
      problems.add("different %s: %s".formatted(what, describe(values)));
    }
  }

  private static Collector<Run, ?, LinkedHashMap<String, List<Run>>> groups(
      Function<Run, String> by) {
    return Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList());
  }

  private static String describe(LinkedHashMap<String, List<Run>> values) {
    return values.entrySet().stream()
        .map(
            e ->
                "%s in %s"
                    .formatted(
                        e.getKey().isEmpty() ? "none" : e.getKey(),
                        e.getValue().stream()
                            .map(r -> r.place().toString())
                            .collect(Collectors.joining(", "))))
        .collect(Collectors.joining("; "));
  }

  private void builds() {
    var known = new LinkedHashMap<String, CriuBuildInfo>();
    for (var run : runs) {
      for (var build : info(run).criuBuilds()) {
        var other = known.putIfAbsent(build.version(), build);
        if (other != null && !same(other, build)) {
          problems.add(
              "CRIU %s is %s here and %s in %s"
                  .formatted(
                      build.version(),
                      Provenance.describe(other),
                      Provenance.describe(build),
                      run.place()));
        }
      }
    }
  }

  /** Whether two builds are the same program, whatever archive it came from. */
  private static boolean same(CriuBuildInfo one, CriuBuildInfo other) {
    return one.equals(other)
        || one.sha256() != null && !one.sha256().isEmpty() && one.sha256().equals(other.sha256());
  }

  private void shards(boolean partial) {
    Shards shards;
    try {
      shards = Shards.of(runs.stream().map(MergeRules::info).toList());
    } catch (IllegalArgumentException e) {
      problems.add("run.json is wrong: " + e.getMessage());
      return;
    }
    if (shards.areNone()) {
      return;
    }
    runs.stream()
        .filter(r -> Shards.of(info(r)).areNone())
        .map(r -> r.place() + " is no shard, while others are")
        .forEach(problems::add);
    if (!shards.agree()) {
      one("numbers of shards", i -> i.option(Shards.OPTION));
    }
    shards.twice().forEach(s -> problems.add("shard %s is there more than once".formatted(s)));
    if (!partial && !shards.missing().isEmpty()) {
      problems.add(
          "missing: shard %s; --partial merges the others"
              .formatted(
                  shards.missing().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", "))));
    }
    SELECTING.forEach(key -> one("-D" + key, i -> i.option(key)));
  }

  /** Checks that a run's records agree with its provenance. */
  private void checkRecords(Run run, boolean partial) {
    var info = info(run);
    if (info.cellsRecorded() != run.records().size()) {
      problems.add(
          "%s has %d records, and run.json says %d"
              .formatted(run.place(), run.records().size(), info.cellsRecorded()));
    }
    if (!partial && !info.isWhole()) {
      problems.add(
          "%s was cut off after %d of %d cells; complete it with -Dresume, or merge with --partial"
              .formatted(run.place(), info.cellsRecorded(), info.cellsPlanned()));
    }
    var builds = info.criuBuilds().stream().map(CriuBuildInfo::version).collect(Collectors.toSet());
    first(run, r -> !WithoutCriu.is(r.criu()) && !builds.contains(r.criu()))
        .ifPresent(r -> add(run, r, "is of a CRIU build that run.json does not have"));
    firstOutsideShard(run, info)
        .ifPresent(r -> add(run, r, "is not in shard " + info.option(Shards.OPTION)));
  }

  private static Optional<CellRecord> firstOutsideShard(Run run, RunInfo info) {
    try {
      var own = Shards.of(info);
      return first(run, r -> !own.have(r.id()));
    } catch (IllegalArgumentException e) {
      // Reported already.
      return Optional.empty();
    }
  }

  private static Optional<CellRecord> first(Run run, Predicate<CellRecord> which) {
    return run.records().stream().filter(which).findFirst();
  }

  private void add(Run run, CellRecord record, String problem) {
    problems.add("%s: %s %s".formatted(run.place(), record.id(), problem));
  }

  private void conflicts() {
    var known = new LinkedHashMap<String, CellRecord>();
    for (var run : runs) {
      for (var record : run.records()) {
        var other = known.putIfAbsent(record.id() + "#" + record.attempt(), record);
        if (other != null && !other.equals(record)) {
          add(run, record, "has another record in another run");
        }
      }
    }
  }
}
