package org.criumatrix.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** How many tests of a build were skipped, and why, as Surefire's reports have it. */
final class SkippedTests {

  /** What JUnit puts before a reason. */
  private static final Pattern BEFORE =
      Pattern.compile("^(?:[\\w.]+Exception: )?\\s*(?:Assumption failed:(?: |$)|.* ==> )?");

  private static final Pattern STACK = Pattern.compile("\\n\\s*at .*", Pattern.DOTALL);

  private final Path reports;
  private final Instant since;

  /**
   * @param since reports that are older belong to another build
   */
  SkippedTests(Path reports, Instant since) {
    this.reports = reports;
    this.since = since;
  }

  /** Prints the line, or why there is none. */
  void print() {
    try {
      System.out.println(line());
    } catch (IOException | ParserConfigurationException | SAXException e) {
      System.out.println("Tests skipped: the reports cannot be read: " + e);
    }
  }

  String line() throws IOException, ParserConfigurationException, SAXException {
    var tests = 0;
    var reasons = new ArrayList<String>();
    for (var file : files()) {
      var cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("testcase");
      tests += cases.getLength();
      for (var i = 0; i < cases.getLength(); i++) {
        var skipped = ((Element) cases.item(i)).getElementsByTagName("skipped");
        if (skipped.getLength() > 0) {
          reasons.add(reason((Element) skipped.item(0)));
        }
      }
    }
    var line = String.format(Locale.ROOT, "Tests skipped: %,d of %,d", reasons.size(), tests);
    return reasons.isEmpty() ? line : line + " " + grouped(reasons);
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    var files = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(reports, "TEST-*.xml")) {
      for (var file : all) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          files.add(file);
        }
      }
    }
    return files;
  }

  /** The message of a condition is an attribute, that of an assumption the head of a stack. */
  private static String reason(Element skipped) {
    var text =
        skipped.hasAttribute("message")
            ? skipped.getAttribute("message")
            : skipped.getTextContent();
    var reason = BEFORE.matcher(STACK.matcher(text).replaceFirst("").strip()).replaceFirst("");
    return reason.isBlank() ? "no reason given" : reason.strip().replaceAll("\\s+", " ");
  }

  private static String grouped(List<String> reasons) {
    var counts = new TreeMap<String, Integer>();
    reasons.forEach(reason -> counts.merge(reason, 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue).reversed())
        .map(group -> group.getValue() + ": " + group.getKey())
        .collect(Collectors.joining("; ", "(", ")"));
  }
}
