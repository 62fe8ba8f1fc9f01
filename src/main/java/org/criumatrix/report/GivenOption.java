package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.DocumentedOption;
import org.criumatrix.record.CommandWords;

/**
 * An option that a call of CRIU was given.
 *
 * @param name {@code --manage-cgroups}
 * @param value one of the values that the help lists; {@code no} for the negation of a flag;
 *     otherwise empty
 */
record GivenOption(String name, String value) {

  private static final Pattern PROGRAM =
      Pattern.compile("(?:.*/)?criu(?:-(?:capabilities|setuid)-[0-9a-f]{8}|-ns)?");

  private static final Set<String> ACTIONS =
      Set.of(
          "dump", "pre-dump", "restore", "check", "page-server", "lazy-pages", "dedup", "cpuinfo");

  /** Actions in which {@code -d} means {@code --daemon}. */
  private static final Set<String> SERVERS = Set.of("page-server", "lazy-pages");

  private static final Pattern KIND = Pattern.compile("([a-z]+)[:\\[].*");
  private static final int LETTER = 2;

  /**
   * Returns the options in a line as a shell reads it; none if it does not call CRIU.
   *
   * @param known the options of the build, by their name
   */
  static List<GivenOption> in(String line, Map<String, DocumentedOption> known) {
    var words = CommandWords.of(line);
    for (var i = 0; i + 1 < words.size(); i++) {
      if (PROGRAM.matcher(words.get(i)).matches() && ACTIONS.contains(words.get(i + 1))) {
        return in(words.get(i + 1), words.subList(i + 2, words.size()), known);
      }
    }
    return List.of();
  }

  private static List<GivenOption> in(
      String action, List<String> words, Map<String, DocumentedOption> known) {
    var given = new ArrayList<GivenOption>();
    for (var i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
      var word = words.get(i);
      var equals = word.indexOf('=');
      var name = word.startsWith("--") ? cut(word, equals) : named(action, word, known);
      var positive = name.replaceFirst("^--no-", "--");
      if (known.containsKey(name)) {
        var next =
            i + 1 < words.size() && !words.get(i + 1).startsWith("-") ? words.get(i + 1) : "";
        given.add(
            new GivenOption(
                name, listed(known.get(name), equals < 0 ? next : word.substring(equals + 1))));
      } else if (known.containsKey(positive)) {
        given.add(new GivenOption(positive, "no"));
      }
    }
    return given;
  }

  private static String cut(String word, int equals) {
    return equals < 0 ? word : word.substring(0, equals);
  }

  /** Returns the name of an option that is given by its letter. */
  private static String named(String action, String word, Map<String, DocumentedOption> known) {
    if (!word.startsWith("-") || word.length() < LETTER) {
      return "";
    }
    var letter = word.substring(0, LETTER);
    var names =
        known.values().stream()
            .filter(o -> o.letter().equals(letter))
            .map(DocumentedOption::name)
            .collect(Collectors.toList());
    if (names.size() > 1) {
      names.removeIf(n -> n.equals("--daemon") != SERVERS.contains(action));
    }
    return names.isEmpty() ? "" : names.get(0);
  }

  private static String listed(DocumentedOption option, String value) {
    var resource = value.replaceFirst("^fd\\[\\d+]:", "");
    var kind = KIND.matcher(resource);
    var plain = kind.matches() ? kind.group(1) : resource;
    return option.values().contains(plain) ? plain : "";
  }
}
