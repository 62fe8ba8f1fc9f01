package org.criumatrix.zdtm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;

/**
 * A commit of the source tree of CRIU, exported into the suite's cache.
 *
 * @param commit its full hash
 * @param folder the exported files, which stay as they are
 */
public record ZdtmTree(String commit, Path folder) {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DIGITS = 12;
  private static final String HEAD = "HEAD";
  private static final Pattern WORD = Pattern.compile("[^\\s\\\\]+");
  private static final Map<String, ZdtmTree> READ = new ConcurrentHashMap<>();

  /**
   * Returns the tree that an option names.
   *
   * @param option a checkout or a bare repository, and possibly a commit: {@code /src/criu@v4.2}
   * @param cache the cache folder of the suite
   * @throws ZdtmException if there is no such commit, or it has no tests
   */
  public static ZdtmTree of(String option, Path cache) {
    return READ.computeIfAbsent(option, o -> export(o, cache.resolve("sources")));
  }

  private static ZdtmTree export(String option, Path sources) {
    var at = Files.isDirectory(Path.of(option)) ? -1 : option.lastIndexOf('@');
    var repository = at < 0 ? option : option.substring(0, at);
    var reference = at < 0 ? HEAD : option.substring(at + 1);
    var commit =
        git(option, repository, "rev-parse", "--verify", "--quiet", reference + "^{commit}")
            .strip();
    var folder = sources.resolve("criu-" + commit.substring(0, DIGITS)).toAbsolutePath();
    try {
      if (!Files.isDirectory(folder)) {
        unpack(option, repository, commit, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    if (!Files.exists(folder.resolve("test/zdtm.py"))) {
      throw new ZdtmException("-Dzdtm=%s has no test/zdtm.py".formatted(option), null);
    }
    return new ZdtmTree(commit, folder);
  }

  private static void unpack(String option, String repository, String commit, Path folder)
      throws IOException {
    Files.createDirectories(folder.getParent());
    var draft = Files.createTempDirectory(folder.getParent(), "unfinished-");
    try {
      var archive = draft.resolve("tree.tar");
      git(option, repository, "archive", "--format=tar", "--output=" + archive, commit);
      var files = Files.createDirectory(draft.resolve("files"));
      checked(option, List.of("tar", "-xf", archive.toString(), "-C", files.toString()));
      AtomicFile.publish(files, folder);
    } finally {
      LocalFolders.remove(draft);
    }
  }

  /** Runs git on a repository that may belong to another account. */
  private static String git(String option, String repository, String... words) {
    var argv =
        new ArrayList<>(
            List.of("git", "-c", "safe.directory=*", "-C", Path.of(repository).toString()));
    argv.addAll(List.of(words));
    return checked(option, argv);
  }

  private static String checked(String option, List<String> argv) {
    LocalCommand.Result result;
    try {
      result = LocalCommand.run(LIMIT, Map.of(), argv);
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new ZdtmException("-Dzdtm=%s: %s".formatted(option, e.getMessage()), e);
    }
    if (!result.succeeded()) {
      throw new ZdtmException(
          ("-Dzdtm=%s is no commit of a source tree of CRIU; give a checkout or a bare repository,"
                  + " and possibly @ and a tag, a branch or a commit%s")
              .formatted(option, result.stderr().isBlank() ? "" : ": " + result.stderr().strip()),
          null);
    }
    return result.stdout();
  }

  /** Returns a short name, which differs between commits. */
  public String name() {
    return commit.substring(0, DIGITS);
  }

  /** Returns all tests that its Makefiles build, by name. */
  public List<ZdtmTest> tests() {
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
    return tests().stream().filter(t -> t.caseName().equals(caseName)).findFirst();
  }

  /** Returns the words of cases for a flavour. */
  public List<String> caseNames(Flavour flavour) {
    return ZdtmTest.caseNames(tests(), flavour);
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
