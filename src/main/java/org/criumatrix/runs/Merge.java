package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRate;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.record.RunInfo.NotRun;

/**
 * Several runs as one.
 *
 * @param records each attempt at each cell once
 * @param info what all of them were
 */
public record Merge(List<CellRecord> records, RunInfo info) {

  /**
   * @param partial whether shards may be missing, and runs may have been cut off
   * @throws CannotMerge with everything that speaks against it
   */
  public static Merge of(List<Run> runs, boolean partial) {
    var problems = MergeRules.problems(runs, partial);
    if (!problems.isEmpty()) {
      throw new CannotMerge(problems);
    }
    var records = new LinkedHashMap<String, CellRecord>();
    runs.forEach(run -> run.records().forEach(r -> records.put(r.id() + "#" + r.attempt(), r)));
    return new Merge(List.copyOf(records.values()), info(runs, records.values()));
  }

  /**
   * Checks that builds of one name are the same program in all runs.
   *
   * @throws CannotMerge with everything that speaks against it
   */
  public static void checkBuilds(List<Run> runs) {
    var problems = MergeRules.differentBuilds(runs);
    if (!problems.isEmpty()) {
      throw new CannotMerge(problems);
    }
  }

  private static RunInfo info(List<Run> runs, Collection<CellRecord> records) {
    var recorded = records.size();
    var infos = runs.stream().map(Run::info).flatMap(Optional::stream).toList();
    var ended = infos.stream().map(RunInfo::ended).filter(Objects::nonNull).toList();
    return new RunInfo(
        infos.get(0).suite(),
        infos.stream().map(RunInfo::started).sorted().findFirst().orElseThrow(),
        ended.size() < infos.size() ? null : ended.stream().sorted().reduce((a, b) -> b).get(),
        options(infos),
        hosts(runs),
        builds(infos),
        notes(runs),
        planned(infos, recorded),
        recorded,
        infos.get(0).expectations(),
        times(infos),
        notRun(infos, records),
        CellRate.of(records));
  }

  /** What one run did not come to may be in another. */
  private static List<NotRun> notRun(List<RunInfo> infos, Collection<CellRecord> records) {
    var recorded = records.stream().map(CellRecord::id).collect(Collectors.toSet());
    return infos.stream()
        .flatMap(i -> i.notRun().stream())
        .distinct()
        .filter(n -> !recorded.contains(n.toRecord().id()))
        .toList();
  }

  /** What all of them spent together. */
  private static Map<String, Map<String, Double>> times(List<RunInfo> infos) {
    var sums = new TreeMap<String, Map<String, Double>>();
    for (var info : infos) {
      info.timesMs()
          .forEach(
              (kind, times) -> {
                var sum = sums.computeIfAbsent(kind, k -> new TreeMap<>());
                times.forEach((activity, ms) -> sum.merge(activity, ms, Double::sum));
              });
    }
    return sums;
  }

  /** What two runs have both recorded was planned once. */
  private static int planned(List<RunInfo> infos, int recorded) {
    var all = infos.stream().mapToInt(RunInfo::cellsRecorded).sum();
    return infos.stream().mapToInt(RunInfo::cellsPlanned).sum() - (all - recorded);
  }

  /** What all were given, or what each of them was. */
  private static Map<String, String> options(List<RunInfo> infos) {
    var options = new LinkedHashMap<String, String>();
    for (var key :
        infos.stream().flatMap(i -> i.selection().keySet().stream()).distinct().toList()) {
      var values = infos.stream().map(i -> i.option(key)).distinct().toList();
      options.put(key, String.join(" ", values).strip());
    }
    // All of them together are none.
    if (Shards.of(infos).areAll()) {
      options.remove(Shards.OPTION);
    }
    return options;
  }

  /** By name; machines of one name that differ get the name of their run. */
  private static Map<String, Map<String, String>> hosts(List<Run> runs) {
    var hosts = new LinkedHashMap<String, Map<String, String>>();
    for (var run : runs) {
      run.info()
          .orElseThrow()
          .hosts()
          .forEach(
              (name, facts) -> {
                var known = hosts.putIfAbsent(name, facts);
                if (known != null && !known.equals(facts)) {
                  hosts.put("%s, in %s".formatted(name, name(run)), facts);
                }
              });
    }
    return hosts;
  }

  private static List<CriuBuildInfo> builds(List<RunInfo> infos) {
    return infos.stream().flatMap(i -> i.criuBuilds().stream()).distinct().toList();
  }

  private static List<String> notes(List<Run> runs) {
    var notes = new ArrayList<String>();
    notes.add("merged from " + runs.stream().map(Merge::name).collect(Collectors.joining(", ")));
    if (runs.get(0).info().orElseThrow().suite().contains("-dirty")) {
      notes.add("the suite was not as committed, so that its version does not say what it was");
    }
    runs.stream()
        .flatMap(r -> r.info().orElseThrow().notes().stream())
        .distinct()
        .forEach(notes::add);
    return List.copyOf(notes);
  }

  /** {@code shard 3/8}, or what the folder is called. */
  static String name(Run run) {
    var shard = run.info().map(i -> i.option(Shards.OPTION)).orElse("");
    return shard.isEmpty() ? String.valueOf(run.place().getFileName()) : "shard " + shard;
  }
}
