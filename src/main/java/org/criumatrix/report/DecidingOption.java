package org.criumatrix.report;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Profile;

/**
 * Why an object is kept with the options of some profiles and not with those of others.
 *
 * @param text in words; empty if nothing is known
 * @param needed the names of options that keep it; empty if none is known
 */
record DecidingOption(String text, Set<String> needed) {

  /** What matrix.csv has where there is no remedy. */
  private static final String NO_REMEDY = "none known";

  /** A limit, of which no value is better than all others. */
  private static final Pattern NUMBER = Pattern.compile(".*=\\d+");

  private static final DecidingOption UNKNOWN = new DecidingOption("", Set.of());

  /**
   * An option in a phase.
   *
   * @param option with its value, or without one: with any
   */
  private record Given(String option, String phase) {

    String name() {
      return DumpContext.name(option);
    }
  }

  /**
   * Finds the option that all profiles have that keep an object and no other; otherwise the options
   * that the case chooses, the option that all others have, or the remedy on record.
   *
   * @param ends of one case, by profile
   */
  static DecidingOption of(Map<String, ProfileEnd> ends) {
    var kept = profiles(ends, true);
    var not = profiles(ends, false);
    var own = Optional.ofNullable(ends.get(ProfileEnd.OWN)).filter(ProfileEnd::isKept);
    var chosen = own.map(ProfileEnd::options).orElse(List.of());
    return deciding(kept, not, chosen)
        .map(given -> new DecidingOption(words(given), Set.of(given.get(0).name())))
        .or(() -> own.filter(o -> !chosen.isEmpty()).map(o -> ofCase(chosen)))
        .or(
            () ->
                deciding(not, kept, List.of())
                    .map(given -> new DecidingOption("without " + words(given), Set.of())))
        .or(() -> remedy(ends.values()))
        .orElse(UNKNOWN);
  }

  private static List<Profile> profiles(Map<String, ProfileEnd> ends, boolean kept) {
    return Profile.all().stream()
        .filter(p -> ends.containsKey(p.name()))
        .filter(p -> ends.get(p.name()).isPlayed() && ends.get(p.name()).isKept() == kept)
        .toList();
  }

  /**
   * Returns an option, once for each phase in which it decides; empty if none or more than one
   * does.
   */
  private static Optional<List<Given>> deciding(
      List<Profile> some, List<Profile> others, List<String> chosen) {
    if (some.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    var common = given(some.get(0));
    some.forEach(p -> common.retainAll(given(p)));
    others.forEach(p -> common.removeAll(given(p)));
    var names = chosen.stream().map(DumpContext::name).toList();
    var ofCase = common.stream().filter(g -> names.contains(g.name())).toList();
    var all = ofCase.isEmpty() ? List.copyOf(common) : ofCase;
    var name = all.stream().map(Given::name).distinct().toList();
    return name.size() == 1 ? Optional.of(all) : Optional.empty();
  }

  private static Set<Given> given(Profile profile) {
    return Stream.concat(
            profile.dump().stream().map(option -> new Given(option, "dump")),
            profile.restore().stream().map(option -> new Given(option, "restore")))
        .flatMap(g -> Stream.of(g, new Given(g.name(), g.phase())))
        .filter(g -> !NUMBER.matcher(g.option()).matches())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Names an option with its value, if all have the same, and its phase, if it is one. */
  private static String words(List<Given> given) {
    var phases = given.stream().map(Given::phase).distinct().toList();
    var options = given.stream().map(Given::option).collect(Collectors.toSet());
    var name = given.get(0).name();
    var option = options.stream().filter(o -> !o.equals(name)).findFirst().orElse(name);
    return phases.size() == 2 ? option : "%s at the %s".formatted(option, phases.get(0));
  }

  private static DecidingOption ofCase(List<String> chosen) {
    return new DecidingOption(
        "own: " + String.join(" ", chosen),
        chosen.stream().map(DumpContext::name).collect(Collectors.toSet()));
  }

  private static Optional<DecidingOption> remedy(Collection<ProfileEnd> ends) {
    return ends.stream()
        .map(ProfileEnd::remedy)
        .filter(r -> !r.isEmpty() && !r.startsWith(NO_REMEDY))
        .findFirst()
        .map(text -> new DecidingOption(text, Set.of()));
  }

  /** Whether a user of the system can make it keep the object. */
  boolean mayBeAdded(Profile profile) {
    return !needed.isEmpty() && profile.choice().containsAll(needed);
  }
}
