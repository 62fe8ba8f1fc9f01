package org.criumatrix.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.Profile;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;

/** Shows what is kept with the options of each profile, and where profiles differ. */
final class ProfileSheet {

  private static final String KEPT = Marks.UNICODE.of("works");

  private final ProfileEnds ends;
  private final List<Profile> profiles;

  ProfileSheet(ProfileEnds ends) {
    this.ends = ends;
    this.profiles = ends.profiles();
  }

  Sheet sheet() {
    var tables = new ArrayList<Table>();
    for (var criu : ends.builds()) {
      var cases = ends.byCase(criu);
      tables.add(counts(criu, cases));
      tables.add(differences(criu, cases));
    }
    return new Sheet("What each profile keeps", ends.aboutRuns(), tables);
  }

  /** Returns the names of the columns: that of the case's own options, and those of profiles. */
  private List<String> played() {
    return Stream.concat(Stream.of(ProfileEnd.OWN), profiles.stream().map(Profile::name)).toList();
  }

  /** Returns a profile with those that pass the same options, and so would have its results. */
  private static List<Profile> alike(String name) {
    return Profile.find(name).stream()
        .flatMap(p -> Profile.all().stream().filter(p::isLike))
        .toList();
  }

  private static String title(String name) {
    return name.equals(ProfileEnd.OWN)
        ? name
        : alike(name).stream().map(Profile::name).collect(Collectors.joining(", "));
  }

  private Table counts(String criu, Map<String, Map<String, ProfileEnd>> cases) {
    var columns = new ArrayList<>(List.of("profile"));
    columns.addAll(ProfileEnd.BEST_FIRST);
    columns.addAll(
        List.of("not kept, and kept with own options", "kept if its user adds an option"));
    var rows = new ArrayList<List<String>>();
    for (var name : played()) {
      var mine = cases.values().stream().map(c -> c.get(name)).filter(Objects::nonNull).toList();
      if (!mine.isEmpty()) {
        var row = new ArrayList<>(List.of(title(name)));
        ProfileEnd.BEST_FIRST.forEach(
            end -> row.add(count(mine.stream().filter(e -> e.end().equals(end)).count())));
        var less =
            mine.stream()
                .filter(e -> e.isPlayed() && !e.isKept())
                .map(e -> cases.get(e.name()))
                .filter(c -> isKept(c.get(ProfileEnd.OWN)))
                .toList();
        row.add(count(less.size()));
        row.add(added(name, less.stream().map(DecidingOption::of).toList()));
        rows.add(List.copyOf(row));
      }
    }
    return new Table("Profiles with CRIU " + criu, Tone.PLAIN, columns, rows);
  }

  /** Counts the objects that the users of these profiles can keep by more options. */
  private static String added(String name, List<DecidingOption> options) {
    return alike(name).stream()
        .map(
            p -> "%s %d".formatted(p.name(), options.stream().filter(o -> o.mayBeAdded(p)).count()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isKept(ProfileEnd end) {
    return end != null && end.isKept();
  }

  private static String count(long number) {
    return String.valueOf(number);
  }

  private Table differences(String criu, Map<String, Map<String, ProfileEnd>> cases) {
    var columns = new ArrayList<>(List.of("object"));
    played().forEach(name -> columns.add(title(name)));
    columns.add("what decides");
    var rows = new ArrayList<List<String>>();
    cases.forEach(
        (name, byProfile) -> {
          if (differ(byProfile.values())) {
            var row = new ArrayList<>(List.of(name));
            played().forEach(p -> row.add(entry(byProfile.get(p))));
            row.add(DecidingOption.of(byProfile).text());
            rows.add(List.copyOf(row));
          }
        });
    return new Table("Objects on which profiles differ, CRIU " + criu, Tone.BAD, columns, rows);
  }

  private static String entry(ProfileEnd end) {
    return end == null ? "" : end.isKept() ? KEPT : end.end();
  }

  private static boolean differ(Collection<ProfileEnd> byProfile) {
    return byProfile.stream().filter(ProfileEnd::isPlayed).map(ProfileEnd::end).distinct().count()
        > 1;
  }
}
