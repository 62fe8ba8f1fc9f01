package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.DocumentedOption;
import org.criumatrix.record.CellRecord;

/**
 * Which options of each CRIU build the cells of runs have used.
 *
 * @param intro sentences about the runs, one per entry
 * @param uses what each build has, and what of it was used
 */
public record OptionCoverage(List<String> intro, List<OptionUse> uses) {

  public OptionCoverage {
    intro = List.copyOf(intro);
    uses = List.copyOf(uses);
  }

  /**
   * @param known the options of each build
   * @param records of cells with these builds; others are ignored
   */
  public static OptionCoverage of(
      List<String> intro,
      Map<String, List<DocumentedOption>> known,
      Collection<CellRecord> records) {
    var uses = new ArrayList<OptionUse>();
    known.forEach(
        (criu, options) -> {
          options.forEach(o -> uses.addAll(declared(criu, o)));
          var mine = records.stream().filter(r -> r.criu().equals(criu)).toList();
          uses.addAll(used(options, mine));
        });
    return new OptionCoverage(intro, uses);
  }

  private static List<OptionUse> declared(String criu, DocumentedOption option) {
    var lines = new ArrayList<OptionUse>();
    lines.add(new OptionUse(criu, option.name(), "", option.sources(), "", "", null, 0));
    option
        .values()
        .forEach(
            v -> lines.add(new OptionUse(criu, option.name(), v, Set.of("help"), "", "", null, 0)));
    return lines;
  }

  private static Collection<OptionUse> used(
      List<DocumentedOption> options, List<CellRecord> records) {
    var byName = options.stream().collect(Collectors.toMap(DocumentedOption::name, o -> o));
    var uses = new TreeMap<String, OptionUse>();
    for (var record : records) {
      record.evidence().commands().stream()
          .flatMap(c -> GivenOption.in(c.line(), byName).stream())
          .distinct()
          .map(given -> use(record, given))
          .forEach(
              u ->
                  uses.merge(
                      String.join("\t", u.option(), u.value(), u.privilege()), u, OptionUse::plus));
    }
    return uses.values();
  }

  private static OptionUse use(CellRecord record, GivenOption given) {
    return new OptionUse(
        record.criu(),
        given.name(),
        given.value(),
        Set.of(),
        record.privilege(),
        record.caseId().toString(),
        record.verdict(),
        1);
  }

  /**
   * Reads what {@link #csv} has written.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has another content
   */
  public static OptionCoverage read(Path file) throws IOException {
    var intro = DataFile.intro(file);
    return new OptionCoverage(intro, CsvData.read(file).stream().map(OptionUse::of).toList());
  }

  /** Returns the data, from which a page can be made again without the runs. */
  public String csv() {
    return DataFile.text(intro, OptionUse.COLUMNS, uses.stream().map(OptionUse::fields).toList());
  }

  /** Returns the tables for people. */
  public Sheet sheet() {
    return new OptionSheet(this, Marks.UNICODE).sheet();
  }

  /** Returns the builds, the oldest first. */
  List<String> builds() {
    var builds = new TreeSet<>(Grid.BUILDS);
    uses.forEach(u -> builds.add(u.criu()));
    return List.copyOf(builds);
  }

  String newest() {
    return builds().get(builds().size() - 1);
  }

  /** Returns the names of all options of a build. */
  Set<String> options(String criu) {
    return names(criu, u -> !u.isUse() && u.option().startsWith("--"));
  }

  /** Returns the names of the fields of requests of a build that are no options. */
  Set<String> fields(String criu) {
    return names(criu, u -> u.option().startsWith(DocumentedOption.FIELD));
  }

  /** Returns the names of the options of a build that a case used. */
  Set<String> used(String criu) {
    return names(criu, OptionUse::isUse);
  }

  private TreeSet<String> names(String criu, Predicate<OptionUse> wanted) {
    return uses.stream()
        .filter(u -> u.criu().equals(criu))
        .filter(wanted)
        .map(OptionUse::option)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the values of the options of a build that its help lists, option → values. */
  Map<String, List<String>> listed(String criu) {
    return values(criu, u -> !u.isUse() && !u.value().isEmpty());
  }

  /** Returns those that a case used, option → values. */
  Map<String, List<String>> usedValues(String criu) {
    return values(criu, u -> u.isUse() && !u.value().isEmpty());
  }

  private Map<String, List<String>> values(String criu, Predicate<OptionUse> wanted) {
    return uses.stream()
        .filter(u -> u.criu().equals(criu))
        .filter(wanted)
        .collect(
            Collectors.groupingBy(
                OptionUse::option,
                TreeMap::new,
                Collectors.mapping(
                    OptionUse::value,
                    Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), List::copyOf))));
  }

  /** Returns the reasons why options are used by no case, option → reason. */
  static Map<String, String> reasons() {
    return CsvData.read("/org/criumatrix/report/options-not-used.csv").stream()
        .collect(Collectors.toMap(l -> l.get("option"), l -> l.get("reason")));
  }

  /** Groups the uses of all builds by option and value, in the order of their names. */
  Map<List<String>, List<OptionUse>> byValue() {
    return uses.stream()
        .filter(OptionUse::isUse)
        .sorted(Comparator.comparing(OptionUse::option).thenComparing(OptionUse::value))
        .collect(
            Collectors.groupingBy(
                u -> List.of(u.option(), u.value()), LinkedHashMap::new, Collectors.toList()));
  }
}
