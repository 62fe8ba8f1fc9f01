package org.criumatrix.site;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.dataset.RunEntry;

/** Which version each edition of an engine had in the newest run that says so. */
final class EditionVersions {

  /** What follows a suite's name where only engines are from it. */
  private static final String ENGINES = "-engines";

  /** {@code trixie/docker} → {@code 26.1.5}. */
  private final Map<String, String> versions;

  private final Set<String> named = new HashSet<>();

  EditionVersions(Facts facts) {
    this.versions =
        facts.data().runs().stream()
            .sorted(Comparator.comparing(RunEntry::id))
            .flatMap(r -> r.tools().entrySet().stream())
            .collect(
                Collectors.toMap(
                    e -> e.getKey().replace(ENGINES + "/", "/"),
                    Map.Entry::getValue,
                    (earlier, later) -> later));
    facts.data().cells().stream()
        .map(c -> suite(c.runtime()))
        .flatMap(Optional::stream)
        .forEach(named::add);
  }

  private static Optional<String> suite(String edition) {
    var at = edition.indexOf('@');
    return at < 0
        ? Optional.empty()
        : Optional.of(edition.substring(at + 1).replaceFirst("/.*", ""));
  }

  /**
   * Returns the version of an edition, {@code docker@sid}; of one without a suite, where just one
   * suite is named by no edition.
   */
  Optional<String> of(String edition) {
    var engine = Engines.name(edition);
    var suite = suite(edition);
    var all =
        versions.entrySet().stream()
            .filter(e -> e.getKey().endsWith("/" + engine))
            .filter(
                e -> {
                  var of = e.getKey().replaceFirst("/.*", "");
                  return suite.map(of::equals).orElse(!named.contains(of));
                })
            .map(Map.Entry::getValue)
            .toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }
}
