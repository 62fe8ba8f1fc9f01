package org.criumatrix.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.dataset.CauseEntry;

/** How causes are named and described. */
final class Causes {

  private static final int LONGEST_TITLE = 110;

  /** Words after which a colon begins what the clause is about. */
  private static final Pattern OPEN_END =
      Pattern.compile(" (?:as|by|for|from|in|is|are|of|to|with)$");

  private static final Pattern OF_SUITE =
      Pattern.compile("/(?:run|var/cache)/[^/\\s]+/(?:cell|builds|workloads)/(?:[^/\\s]+/)*");

  private Causes() {}

  /** Returns the cause in a few words; of an unknown one its error. */
  static String title(CauseEntry cause) {
    if (cause.why() != null && !cause.why().isBlank()) {
      return Words.sentence(Words.cut(clause(cause.why()), LONGEST_TITLE));
    }
    return error(cause)
        .map(e -> "“%s” (cause unknown)".formatted(Words.cut(e, LONGEST_TITLE)))
        .orElse("A cause that is not known: " + cause.id());
  }

  /** Returns a text up to its first semicolon or colon outside of brackets. */
  private static String clause(String text) {
    var depth = 0;
    for (var i = 0; i + 1 < text.length(); i++) {
      var c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0
          && (c == ';' || c == ':' && !OPEN_END.matcher(text.substring(0, i)).find())
          && text.charAt(i + 1) == ' ') {
        return text.substring(0, i);
      }
    }
    return text;
  }

  /** Returns an error without the folders in which the suite has its programs and images. */
  static String shown(String error) {
    return OF_SUITE.matcher(error).replaceAll("…/");
  }

  /** Returns the error that it is met with most often. */
  static Optional<String> error(CauseEntry cause) {
    return cause.errors().stream().findFirst().map(Causes::shown);
  }

  /** Returns the phases that fail, as words of a question: {@code the dump}. */
  static String phases(CauseEntry cause) {
    return Words.list(cause.phases().stream().map(Causes::phase).toList(), "or");
  }

  private static String phase(String phase) {
    return switch (phase) {
      case "dump" -> "the dump";
      case "restore" -> "the restore";
      case "start" -> "the start";
      case "gone", "alive", "progress", "answer", "clean" -> "the program after the restore";
      default -> phase;
    };
  }

  /** Returns texts of a log that lead to the cause: errors, and the literal parts of patterns. */
  static List<String> searched(CauseEntry cause) {
    return Stream.concat(
            cause.errors().stream(),
            cause.patterns().stream()
                .flatMap(p -> Stream.of(p.split("[*{},]+")))
                .map(String::strip)
                .filter(p -> p.contains(" ")))
        .distinct()
        .toList();
  }

  /** Returns the status, and what follows from it. */
  static String status(CauseEntry cause) {
    return switch (cause.status()) {
      case "fixed upstream" ->
          "fixed upstream, not in this build" + fix(" (first in CRIU %s)", cause);
      case "fixed" ->
          cause.fixed() == null || cause.fixed().isBlank()
              ? works(cause).map("fixed: works with CRIU %s"::formatted).orElse("fixed")
              : "fixed in CRIU " + cause.fixed();
      case "back" ->
          "back: recorded as fixed" + fix(" in CRIU %s", cause) + ", and seen with the fix";
      default -> cause.status();
    };
  }

  private static String fix(String form, CauseEntry cause) {
    return cause.fixed() == null || cause.fixed().isBlank() ? "" : form.formatted(cause.fixed());
  }

  /** Returns the oldest build without the cause that is newer than all that have it. */
  private static Optional<String> works(CauseEntry cause) {
    var last = cause.builds().stream().min(Facts.NEWEST_FIRST);
    return cause.worksWith().stream()
        .filter(b -> last.map(l -> Facts.NEWEST_FIRST.compare(b, l) < 0).orElse(true))
        .max(Facts.NEWEST_FIRST)
        .or(() -> cause.worksWith().stream().max(Facts.NEWEST_FIRST));
  }

  /** Returns the status and the first way out, in words. */
  static String answer(CauseEntry cause) {
    return "Status: %s. %s"
        .formatted(
            status(cause),
            cause.remedies().isEmpty()
                ? "No way out is known."
                : "Way out: %s.".formatted(cause.remedies().get(0)));
  }

  static Html badge(CauseEntry cause) {
    return Html.of("span", status(cause)).css("status " + Slug.of(cause.status()));
  }

  /** Returns what happens to a program, the worst first. */
  static List<String> harms(CauseEntry cause) {
    return cause.harms().stream().map(Harms::sentence).distinct().toList();
  }
}
