package org.criumatrix.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.criumatrix.debian.SystemPackages;
import org.criumatrix.matrix.CsvData;

/**
 * Finds the programs of the distribution that the suite calls. {@code packages.csv} lists their
 * packages.
 */
public final class Packages {

  private static final String DATA = "/org/criumatrix/packages.csv";

  private static final String RUN = "run";
  private static final String TESTS = "tests";
  private static final String TRY = "try";

  /**
   * @param users the parts of the suite that need it
   */
  private record Need(String file, String aPackage, Set<String> users, String why) {}

  private Packages() {}

  /**
   * Finds the programs that a run lacks, and installs their packages if the user wants that and the
   * machine allows it. Names the packages before it installs them. A package that stays missing is
   * no error: the cells that need it are {@code unavailable}.
   *
   * @param selected whether cells on a kind of host are selected
   */
  public static void ensure(boolean install, Predicate<String> selected, Consumer<String> notes) {
    ensureFor(
        user -> user.equals(RUN) || !user.equals(TESTS) && selected.test(user), install, notes);
  }

  /**
   * Installs the packages that the suite's own tests need. A test that lacks its package is
   * skipped.
   */
  public static void ensureForTests(boolean install, Consumer<String> notes) {
    ensureFor(TESTS::equals, install, notes);
  }

  /** Installs the packages that {@code criu-matrix try} needs. */
  public static void ensureForTry(boolean install, Consumer<String> notes) {
    ensureFor(TRY::equals, install, notes);
  }

  private static void ensureFor(Predicate<String> wanted, boolean install, Consumer<String> notes) {
    var missing =
        needs().stream()
            .filter(n -> n.users().stream().anyMatch(wanted))
            .filter(n -> !isThere(n))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    var packages = missing.stream().map(Need::aPackage).distinct().toList();
    missing.forEach(
        n ->
            notes.accept(
                "missing: %s (package %s), for %s".formatted(n.file(), n.aPackage(), n.why())));
    if (!install || !SystemPackages.canInstall()) {
      notes.accept(SystemPackages.remedy(packages));
      return;
    }
    notes.accept("installing: " + String.join(" ", packages));
    SystemPackages.install(packages, notes);
    notes.accept(result(missing.stream().filter(n -> !isThere(n)).map(Need::file).toList()));
  }

  /**
   * Returns the note that ends an installation, so that no reader takes for missing what is there.
   */
  static String result(List<String> missing) {
    return missing.isEmpty()
        ? "installed: nothing is missing any more"
        : "still missing after the installation: " + String.join(", ", missing);
  }

  private static boolean isThere(Need need) {
    return Arrays.stream(need.file().split("\\|")).anyMatch(Packages::there);
  }

  /** Whether a file exists. A name is searched in the usual folders, a path is checked directly. */
  private static boolean there(String file) {
    return file.startsWith("/")
        ? Files.exists(Path.of(file))
        : Arrays.stream("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, file)));
  }

  private static List<Need> needs() {
    return CsvData.read(DATA).stream()
        .map(
            r ->
                new Need(
                    r.get("file"),
                    r.get("package"),
                    Set.of(r.get("users").split(" ")),
                    r.get("why")))
        .toList();
  }
}
