package org.criumatrix;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Comments and pages are plain English: expressions that readers stumble over have a budget of one
 * in a thousand words, for each package, for each folder of other languages and for each page.
 */
class LanguageTest {

  private static final int WORDS_PER_HIT = 1000;

  private static final List<Pattern> EXPRESSIONS =
      Stream.of(
              "\\bof [A-Z]\\w+'s\\b",
              "\\b(tell|tells|told)\\b",
              "\\b(who|what|where)ever\\b",
              "\\bso (many|much|long|often)\\b",
              "\\bnobody\\b",
              "(^|[.!?:] )Of ",
              "\\bbesides?\\b",
              "[,;] else\\b|[.] Else\\b",
              "\\bgo(es)? on\\b",
              "\\bwhat there is\\b",
              "\\b(without a word|not a word|last words)\\b",
              "\\b(come|comes|become|becomes) of\\b",
              "\\b(is|are) said\\b",
              "\\bbe had\\b",
              "\\b(otherwise|another) than\\b",
              "\\bsees? to it\\b")
          .map(Pattern::compile)
          .toList();

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern SCRIPT_COMMENT =
      Pattern.compile("(?m)(?:^[ \\t]*#.*\\n?)++|[ \\t]# .*$|(?s:\"\"\".*?\"\"\")");
  private static final Pattern DECORATION =
      Pattern.compile("(?m)^\\s*(/\\*\\*?|\\*/|\\*|//|#) ?|\\*/");
  private static final Pattern SLASHES = Pattern.compile("\\.(c|h|java|js|css)$");
  private static final Pattern CODE =
      Pattern.compile("(?s)```.*?```|`[^`]*`|\\{@\\w+ [^}]*\\}|@param \\w+");

  @Test
  void commentsOfEachPackageStayWithinTheBudget() {
    var packages = new TreeMap<String, String>();
    for (var folder : List.of("src/main/java", "src/test/java")) {
      files(Path.of(folder), ".java")
          // It has the expressions themselves.
          .filter(f -> !f.endsWith("LanguageTest.java"))
          .forEach(f -> packages.merge(f.getParent().toString(), comments(f), String::concat));
    }
    assertThat(overdrawn(packages)).isEmpty();
  }

  @Test
  void commentsInOtherLanguagesStayWithinTheBudget() {
    var folders = new TreeMap<String, String>();
    for (var folder :
        List.of(
            "native", "bench", "box", "contrib", ".ci", "bin", "findings", "src/main/resources")) {
      files(Path.of(folder), "")
          .forEach(f -> folders.merge(folder, commentsInAnyLanguage(f), String::concat));
    }
    assertThat(overdrawn(folders)).isEmpty();
  }

  @Test
  void everyPageStaysWithinTheBudget() {
    var pages = new TreeMap<String, String>();
    for (var folder : List.of("docs", "contrib", "native", "findings")) {
      files(Path.of(folder), ".md").forEach(f -> pages.put(f.toString(), text(f)));
    }
    for (var page : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.put(page, text(Path.of(page)));
    }
    assertThat(overdrawn(pages)).isEmpty();
  }

  @Test
  void countsWhatItIsAbout() {
    var texts =
        Map.of("page", "It tells nobody.\nOf the rest\nwhatever, goes on; `tells` {@code told}.");
    assertThat(overdrawn(texts))
        .containsExactly("page: 5 in 10 words: tells … nobody … . Of … whatever … goes on");
  }

  /** Those with more hits than their number of words allows, and at least one more than one. */
  private static List<String> overdrawn(Map<String, String> texts) {
    var overdrawn = new ArrayList<String>();
    texts.forEach(
        (name, text) -> {
          var words = plain(text);
          var hits = hits(words);
          var count = words.isEmpty() ? 0 : words.split(" ").length;
          if (hits.size() > Math.max(1, count / WORDS_PER_HIT)) {
            var seen = hits.stream().map(String::strip).collect(joining(" … "));
            overdrawn.add("%s: %d in %d words: %s".formatted(name, hits.size(), count, seen));
          }
        });
    return overdrawn;
  }

  /** In the order of the text. */
  private static List<String> hits(String text) {
    return EXPRESSIONS.stream()
        .flatMap(p -> p.matcher(text).results())
        .sorted(java.util.Comparator.comparingInt(MatchResult::start))
        .map(MatchResult::group)
        .toList();
  }

  private static String plain(String text) {
    return CODE.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }

  private static String commentsInAnyLanguage(Path file) {
    if (SLASHES.matcher(file.toString()).find()) {
      return comments(file);
    }
    return isScript(file) ? comments(file, SCRIPT_COMMENT) : "";
  }

  /** A script, a configuration or a table begins with a comment, a Python module with a string. */
  private static boolean isScript(Path file) {
    try (var content = Files.newInputStream(file)) {
      return "#\"".indexOf(content.read()) >= 0 && !file.toString().endsWith(".md");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String comments(Path file) {
    return comments(file, COMMENT);
  }

  private static String comments(Path file, Pattern comment) {
    return comment
        .matcher(text(file))
        .results()
        .map(m -> DECORATION.matcher(m.group()).replaceAll(""))
        .collect(joining(".\n", "", ".\n"));
  }

  private static Stream<Path> files(Path folder, String end) {
    try (var all = Files.walk(folder)) {
      return all
          .filter(f -> f.toString().endsWith(end) && Files.isRegularFile(f))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
