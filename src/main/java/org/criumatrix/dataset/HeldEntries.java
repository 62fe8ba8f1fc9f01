package org.criumatrix.dataset;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.matrix.DumpContext;

/** Describes what dumps were given and what programs held: options and traits. */
final class HeldEntries {

  private static final Map<String, String> MEANINGS =
      TraitRule.all().stream().collect(Collectors.toMap(TraitRule::name, TraitRule::meaning));

  /** The folder of the suite's own programs, in the value of an option that no user needs. */
  private static final String TOOLS = "/workloads/tools/";

  private HeldEntries() {}

  /** Returns the options of CRIU that a user has to give for the same dump, with their values. */
  static List<String> forUsers(List<String> options) {
    return options == null
        ? List.of()
        : options.stream().filter(o -> o.startsWith("-") && !o.contains(TOOLS)).toList();
  }

  /** Returns the names of the options of CRIU in a list that also names what comes after a dump. */
  static List<String> options(List<String> options) {
    return options == null
        ? List.of()
        : options.stream()
            .filter(o -> o.startsWith("-"))
            .map(DumpContext::name)
            .distinct()
            .toList();
  }

  private static List<String> traits(CellEntry cell) {
    return cell.traits() == null
        ? List.of()
        : cell.traits().stream().map(t -> t.replaceFirst(":.*", "")).distinct().toList();
  }

  /** Returns all traits, also those that no program of the runs holds. */
  static List<TraitEntry> traits(Collection<CellEntry> cells) {
    var tallies = Tallies.by(cells, HeldEntries::traits);
    var held = cells.stream().flatMap(c -> traits(c).stream());
    return Stream.concat(MEANINGS.keySet().stream(), held)
        .distinct()
        .sorted()
        .map(
            id ->
                new TraitEntry(
                    id, MEANINGS.getOrDefault(id, ""), tallies.getOrDefault(id, Tallies.NONE)))
        .toList();
  }

  /** Returns the options that dumps were given or that are the remedy of a cause. */
  static List<OptionEntry> options(Collection<CellEntry> cells, Collection<CauseEntry> causes) {
    var tallies = Tallies.by(cells, c -> options(c.options()));
    var cases = new TreeMap<String, Set<String>>();
    cells.forEach(
        c ->
            options(c.options())
                .forEach(o -> cases.computeIfAbsent(o, k -> new TreeSet<>()).add(c.caseId())));
    var solves = new TreeMap<String, Set<String>>();
    causes.forEach(
        c ->
            c.remedies()
                .forEach(
                    r ->
                        options(DumpContext.joined(leading(r)))
                            .forEach(
                                o -> solves.computeIfAbsent(o, k -> new TreeSet<>()).add(c.id()))));
    var ids =
        Stream.concat(cases.keySet().stream(), solves.keySet().stream())
            .collect(toCollection(TreeSet::new));
    var entries = new ArrayList<OptionEntry>();
    for (var id : ids) {
      entries.add(
          new OptionEntry(
              id,
              List.copyOf(cases.getOrDefault(id, Set.of())),
              List.copyOf(solves.getOrDefault(id, Set.of())),
              tallies.getOrDefault(id, Tallies.NONE)));
    }
    return List.copyOf(entries);
  }

  /** Returns the options that a remedy begins with. */
  private static List<String> leading(String remedy) {
    return Stream.of(remedy.split("[,\\s]+")).takeWhile(w -> w.startsWith("--")).toList();
  }
}
