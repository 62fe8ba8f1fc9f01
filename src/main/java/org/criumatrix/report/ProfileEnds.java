package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Profile;
import org.criumatrix.record.CellRecord;

/**
 * How the same cases end with the options of each profile.
 *
 * @param intro sentences about the runs, one per entry
 */
public record ProfileEnds(List<String> intro, List<ProfileEnd> ends) {

  private static final String OPTIONS = "Options of ";

  public ProfileEnds {
    intro = List.copyOf(intro);
    ends = List.copyOf(ends);
  }

  /** A cell of a profile, the worst if the case has several. */
  private record Played(String profile, CellRecord record) {

    private Played(CellRecord record) {
      this(record.profile() == null ? ProfileEnd.OWN : record.profile(), record);
    }

    private String end() {
      return ProfileEnd.end(record);
    }

    private List<String> caseOfBuild() {
      return List.of(record.criu(), record.caseId().name());
    }

    private Played or(Played other) {
      var order = ProfileEnd.BEST_FIRST;
      return order.indexOf(end()) >= order.indexOf(other.end()) ? this : other;
    }
  }

  /**
   * @param records of runs with a profile, and of one without, for comparison
   */
  public static ProfileEnds of(List<String> intro, Collection<CellRecord> records) {
    var worst = new LinkedHashMap<List<String>, Map<String, Played>>();
    records.stream()
        .map(Played::new)
        .forEach(
            p ->
                worst
                    .computeIfAbsent(p.caseOfBuild(), c -> new TreeMap<>())
                    .merge(p.profile(), p, Played::or));
    var ends =
        worst.values().stream()
            .flatMap(ofCase -> ends(ofCase.values()))
            .sorted(Comparator.comparing(ProfileEnd::name).thenComparing(ProfileEnd::criu))
            .toList();
    var all = new ArrayList<>(intro);
    profiles(ends).forEach(p -> all.add(options(p)));
    return new ProfileEnds(all, ends);
  }

  private static Stream<ProfileEnd> ends(Collection<Played> ofCase) {
    var byEnd = new LinkedHashMap<String, List<Played>>();
    ofCase.forEach(p -> byEnd.computeIfAbsent(p.end(), e -> new ArrayList<>()).add(p));
    return byEnd.entrySet().stream()
        .map(
            e ->
                new ProfileEnd(
                    e.getValue().get(0).record().criu(),
                    e.getValue().get(0).record().caseId().name(),
                    e.getKey(),
                    e.getValue().stream().map(Played::profile).toList(),
                    own(e.getValue()),
                    byEnd.size() == 1 ? "" : remedy(e.getValue())));
  }

  private static List<String> own(List<Played> alike) {
    return alike.stream()
        .filter(p -> p.profile().equals(ProfileEnd.OWN))
        .map(p -> p.record().evidence().options())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(option -> option.startsWith("--") && !Profile.isKept(option))
        .toList();
  }

  private static String remedy(List<Played> alike) {
    return alike.stream()
        .map(p -> p.record().cause().remedy())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static List<Profile> profiles(Collection<ProfileEnd> ends) {
    var names = ends.stream().flatMap(e -> e.profiles().stream()).collect(Collectors.toSet());
    return Profile.all().stream().filter(p -> names.contains(p.name())).toList();
  }

  /** Says which options a run had, so that data of other options is noticed. */
  static String options(Profile profile) {
    return "%s%s: dump %s; restore %s."
        .formatted(OPTIONS, profile.name(), words(profile.dump()), words(profile.restore()));
  }

  private static String words(List<String> options) {
    return options.isEmpty() ? "without any" : String.join(" ", options);
  }

  /**
   * Reads what {@link #csv} has written.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has another content
   */
  public static ProfileEnds read(Path file) throws IOException {
    return new ProfileEnds(
        DataFile.intro(file), CsvData.read(file).stream().map(ProfileEnd::read).toList());
  }

  /** Returns the data, from which a page can be made again without the runs. */
  public String csv() {
    return DataFile.text(intro, ProfileEnd.COLUMNS, ends.stream().map(ProfileEnd::fields).toList());
  }

  /** Returns the tables for people. */
  public Sheet sheet() {
    return new ProfileSheet(this).sheet();
  }

  /** Returns the profiles that were played, in their order. */
  public List<Profile> profiles() {
    return profiles(ends);
  }

  /** Returns the sentences about the runs, without those about the options. */
  List<String> aboutRuns() {
    return intro.stream().filter(s -> !s.startsWith(OPTIONS)).toList();
  }

  /** Returns the builds, the oldest first. */
  List<String> builds() {
    var builds = new TreeSet<>(Grid.BUILDS);
    ends.forEach(e -> builds.add(e.criu()));
    return List.copyOf(builds);
  }

  /** Returns the ends of each case with a build: case → profile → end. */
  Map<String, Map<String, ProfileEnd>> byCase(String criu) {
    var cases = new LinkedHashMap<String, Map<String, ProfileEnd>>();
    ends.stream()
        .filter(e -> e.criu().equals(criu))
        .forEach(
            e ->
                e.profiles()
                    .forEach(
                        p ->
                            cases.computeIfAbsent(e.name(), n -> new LinkedHashMap<>()).put(p, e)));
    return cases;
  }
}
