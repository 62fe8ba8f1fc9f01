package org.criumatrix.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Small pieces of English. */
final class Words {

  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private static final int DATE = 10;

  private static final Pattern ARTICLE = Pattern.compile("^(An?|The) (?=\\S)");
  private static final Pattern GERUND = Pattern.compile("^[A-Z][a-z]+ing\\b.*");

  /** What the suite does to a program; one cannot checkpoint these. */
  private static final Set<String> ACTIONS =
      Set.of("checkpoint", "checkpoints", "dump", "dumps", "migration", "pre-dump", "restore");

  /** First words of titles that are no names, and so have no capital within a sentence. */
  private static final Set<String> NOUNS =
      Set.of(
          "Accounts",
          "Asynchronous",
          "Attributes",
          "Client",
          "Clocks",
          "Connections",
          "Control",
          "Device",
          "File",
          "Files",
          "Filters",
          "Huge",
          "Kinds",
          "Live",
          "Memory",
          "Mounts",
          "Mutexes",
          "Network",
          "Pipes",
          "Process",
          "Processors",
          "Quantum",
          "Raw",
          "Registers",
          "Resource",
          "Routes",
          "Sessions",
          "Signals",
          "Software",
          "Timers",
          "Used",
          "User",
          "Watched");

  private Words() {}

  /** Returns {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> words) {
    return list(words, "and");
  }

  /**
   * @param last before the last word: {@code and}, {@code or}
   */
  static String list(List<String> words, String last) {
    var size = words.size();
    return size < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.get(size - 1);
  }

  /** Returns {@code 1 cell}, {@code 1,204 cells}. */
  static String count(long number, String noun) {
    return "%s %s%s".formatted(number(number), noun, number == 1 ? "" : "s");
  }

  /** Returns a number of cells with their verdict, {@code 34 fail}, {@code 1 works}. */
  static String cells(long number, String verdict) {
    return "%s %s"
        .formatted(
            number(number),
            number == 1 || !verdict.endsWith("s")
                ? verdict
                : verdict.substring(0, verdict.length() - 1));
  }

  static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** Returns the day of a time, {@code 30 November 2026}; a text that is no time as it is. */
  static String day(String time) {
    if (time == null) {
      return "an unknown day";
    }
    try {
      return LocalDate.parse(iso(time)).format(LONG);
    } catch (DateTimeException e) {
      return time;
    }
  }

  /** Returns {@code 2026-11-30}. */
  static String iso(String time) {
    return time == null ? "" : time.substring(0, Math.min(DATE, time.length()));
  }

  static String ms(Double value) {
    return value == null
        ? ""
        : String.format(Locale.ENGLISH, value < 10 ? "%,.1f ms" : "%,.0f ms", value);
  }

  static String mebibytes(Long bytes) {
    return bytes == null
        ? ""
        : String.format(Locale.ENGLISH, "%,.1f MiB", bytes / (double) (1 << 20));
  }

  /** Returns a title as a question: {@code Can a web server be checkpointed?} */
  static String question(String title) {
    var words = List.of(title.toLowerCase(Locale.ROOT).split("[^a-z-]+"));
    if (title.startsWith("How ")) {
      return title;
    }
    if (words.contains("checkpointed")) {
      return "Does %s survive a checkpoint?".formatted(within(title));
    }
    var isAction =
        title.startsWith("CRIU ")
            || GERUND.matcher(title).matches()
            || words.stream().anyMatch(ACTIONS::contains);
    return (isAction ? "Does %s work?" : "Can %s be checkpointed?").formatted(within(title));
  }

  /** Returns a title as it stands within a sentence: {@code a web server}. */
  static String within(String title) {
    return ARTICLE.matcher(title).find()
            || GERUND.matcher(title).matches()
            || NOUNS.contains(title.replaceFirst("[ :,].*", ""))
        ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)
        : title;
  }

  /** Returns a text of at most that number of characters, cut between words. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var end = text.lastIndexOf(' ', longest - 1);
    return text.substring(0, end > longest / 2 ? end : longest - 1) + "…";
  }

  /** Returns a name of words and dashes as people write it: {@code Broken in newest}. */
  static String name(String name) {
    return sentence(name.replace('-', ' '));
  }

  /** Returns a text; an empty one for what the data does not know. */
  static String known(String text) {
    return text == null ? "" : text;
  }

  /** Returns a text with a capital at its beginning. */
  static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
