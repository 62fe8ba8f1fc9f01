package org.criumatrix.zdtm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.criumatrix.repository.Clone;
import org.criumatrix.repository.Clones;
import org.criumatrix.repository.CommitName;

/**
 * A commit of the source tree of CRIU, and its tests.
 *
 * @param commit its full hash
 * @param folder the exported files, which stay as they are
 * @param tests all that its Makefiles build, by name
 */
public record ZdtmTree(String commit, Path folder, List<ZdtmTest> tests) {

  private static final String RUNNER = "test/zdtm.py";
  private static final Pattern WORD = Pattern.compile("[^\\s\\\\]+");
  private static final Map<CommitName, ZdtmTree> READ = new ConcurrentHashMap<>();

  /**
   * Returns the tree that an option names, which is read once.
   *
   * @param option a clone, and possibly a commit, {@code /src/criu@v4.2}; or a commit alone
   * @param usual the clone of a commit alone
   * @throws IllegalArgumentException if there is no such commit, or it has no tests
   */
  public static ZdtmTree of(String option, Optional<String> usual, Clones clones) {
    return READ.computeIfAbsent(
        CommitName.of(option, usual), name -> read("-Dzdtm=" + option, name, clones));
  }

  private static ZdtmTree read(String option, CommitName name, Clones clones) {
    var clone = clones.open(option, name.source());
    var commit = clone.commit(name.reference());
    var folder = clone.exported(commit);
    if (!Files.exists(folder.resolve(RUNNER))) {
      throw new ZdtmException("%s has no %s".formatted(option, RUNNER));
    }
    return new ZdtmTree(commit, folder, tests(folder));
  }

  /** Returns a short name, which differs between commits. */
  public String name() {
    return Clone.brief(commit);
  }

  private static List<ZdtmTest> tests(Path folder) {
    var tests = new ArrayList<ZdtmTest>();
    for (var set : List.of(ZdtmTest.STATIC, "transition")) {
      var place = folder.resolve("test/zdtm").resolve(set);
      var words = words(text(place.resolve("Makefile")));
      for (var name : names(place)) {
        if (words.contains(name)) {
          tests.add(ZdtmTest.of(set, name, text(place.resolve(name + ".desc"))));
        }
      }
    }
    return List.copyOf(tests);
  }

  /** Returns the test of a case. */
  public Optional<ZdtmTest> test(String caseName) {
    return tests.stream().filter(t -> t.caseName().equals(caseName)).findFirst();
  }

  /** Returns the words of cases for a flavour. */
  public List<String> caseNames(Flavour flavour) {
    return ZdtmTest.caseNames(tests, flavour);
  }

  private static Set<String> words(String makefile) {
    var words = new TreeSet<String>();
    WORD.matcher(makefile).results().forEach(m -> words.add(m.group()));
    return words;
  }

  private static Set<String> names(Path place) {
    var names = new TreeSet<String>();
    try (var files = Files.newDirectoryStream(place, "*.c")) {
      files.forEach(f -> names.add(f.getFileName().toString().replaceFirst("\\.c$", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(place + " cannot be read", e);
    }
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
