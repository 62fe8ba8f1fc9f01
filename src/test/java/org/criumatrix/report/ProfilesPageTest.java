package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Profile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/profiles.md shows profiles.toml and the data next to it; {@code -Dreadme.update=true} writes
 * its tables.
 *
 * <p>The data is of real runs, and {@code ./criu-matrix profiles RUN... --data FILE} writes it.
 */
class ProfilesPageTest {

  private static final Path PAGE = Path.of("docs", "profiles.md");
  private static final GeneratedPart OPTIONS = part("options");
  private static final GeneratedPart KEPT = part("kept");
  private static final GeneratedPart RESULTS = part("results");

  /** The headings of the page's parts, below its title. */
  private static final int LEVEL = 2;

  private static GeneratedPart part(String name) {
    return new GeneratedPart(PAGE, name, "ProfilesPageTest");
  }

  private static ProfileEnds data() throws IOException {
    return ProfileEnds.read(PAGE.resolveSibling("profiles.csv"));
  }

  private static String options() {
    return Profile.all().stream()
            .map(
                p ->
                    "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                            p.name(), p.about(), code(p.dump()), code(p.restore()), added(p)))
            .collect(
                Collectors.joining(
                    "\n",
                    "| `-Dprofile=` | System | Dump | Restore | What its user may add |\n|---|---|---|---|---|\n",
                    "\n\n"))
        + Profile.all().stream()
            .map(p -> "- `%s`: %s".formatted(p.name(), p.source()))
            .collect(Collectors.joining("\n", "These are the sources:\n\n", "\n"));
  }

  private static String code(List<String> options) {
    return options.isEmpty()
        ? "–"
        : options.stream().map("`%s`"::formatted).collect(Collectors.joining(" "));
  }

  private static String added(Profile profile) {
    var more = profile.more().isEmpty() ? "" : "; others: " + profile.more();
    return code(profile.choice()) + more;
  }

  private static String kept() {
    var byReason =
        CsvData.read("/org/criumatrix/matrix/kept-options.csv").stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get("why"),
                    LinkedHashMap::new,
                    Collectors.mapping(line -> "--" + line.get("option"), Collectors.toList())));
    return byReason.entrySet().stream()
        .map(e -> "| %s | %s |".formatted(code(e.getValue()), e.getKey()))
        .collect(
            Collectors.joining("\n", "| Options that stay | What each does |\n|---|---|\n", "\n"));
  }

  private static String results() throws IOException {
    return SheetMarkdown.of(data().sheet(), LEVEL);
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      OPTIONS.write(options());
      KEPT.write(kept());
      RESULTS.write(results());
    }
  }

  @Test
  void thePageShowsTheProfiles() throws IOException {
    assertThat(OPTIONS.text()).isEqualTo(options());
    assertThat(KEPT.text()).isEqualTo(kept());
  }

  @Test
  void thePageShowsItsData() throws IOException {
    assertThat(RESULTS.text())
        .as("%s; mvn test -Dtest=ProfilesPageTest -Dreadme.update=true writes it anew", PAGE)
        .isEqualTo(results());
  }

  /** A profile that got other options since then needs another run. */
  @Test
  void theDataIsOfTheOptionsThatTheProfilesHave() throws IOException {
    assertThat(data().intro())
        .containsAll(data().profiles().stream().map(ProfileEnds::options).toList());
  }

  @Test
  void everyProfileOrOneLikeItWasPlayed() throws IOException {
    var played = data().profiles();

    assertThat(Profile.all().stream().filter(p -> played.stream().noneMatch(p::isLike)))
        .extracting(Profile::name)
        .isEmpty();
    assertThat(data().ends()).anyMatch(e -> e.profiles().contains(ProfileEnd.OWN));
  }
}
