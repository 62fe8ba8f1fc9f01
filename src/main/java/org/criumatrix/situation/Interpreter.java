package org.criumatrix.situation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one question of a user from left to right; the longest phrase counts. */
final class Interpreter {

  private static final Pattern AT_THE_ENDS = Pattern.compile("^[\"'(,;]+|[\"'),;:?!.]+$");

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

  /** The field whose values are compared as versions, because a kernel's release has more parts. */
  private static final String KERNEL = "kernel";

  private final Synonyms synonyms;
  private final int longest;
  private final Map<String, String> asked = new LinkedHashMap<>();
  private final Map<String, String> implied = new LinkedHashMap<>();
  private final Set<String> situations = new LinkedHashSet<>();
  private final Set<String> terms = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  Interpreter(Synonyms synonyms) {
    this.synonyms = synonyms;
    this.longest = synonyms.longestPhrase();
  }

  Interpretation interpret(String question) {
    var words =
        Arrays.stream(question.strip().split("\\s+"))
            .map(w -> AT_THE_ENDS.matcher(w.toLowerCase(Locale.ROOT)).replaceAll(""))
            .filter(w -> !w.isEmpty())
            .toList();
    for (var at = 0; at < words.size(); ) {
      at += take(words.subList(at, words.size()));
    }
    implied.forEach(asked::putIfAbsent);
    return new Interpretation(
        Map.copyOf(asked), List.copyOf(situations), List.copyOf(terms), List.copyOf(notes));
  }

  /** Reads the first words and returns their number. */
  private int take(List<String> words) {
    var field = synonyms.versions().get(words.get(0));
    if (field != null && isVersion(words, 1)) {
      asked.put(field, field.equals(KERNEL) ? "=" + words.get(1) : words.get(1));
      return 2;
    }
    for (var length = Math.min(longest, words.size()); length > 0; length--) {
      var meaning = synonyms.meaning(String.join(" ", words.subList(0, length)));
      if (meaning.isPresent()) {
        take(meaning.get());
        // The version of an engine is not a field; the note names the editions.
        return isVersion(words, length) ? length + 1 : length;
      }
    }
    if (!synonyms.fillers().contains(words.get(0))) {
      terms.add(words.get(0));
    }
    return 1;
  }

  private void take(Meaning meaning) {
    meaning.fields().forEach(implied::putIfAbsent);
    situations.addAll(meaning.situations());
    terms.addAll(meaning.terms());
    if (!meaning.note().isEmpty()) {
      notes.add(meaning.note());
    }
  }

  private static boolean isVersion(List<String> words, int at) {
    return at < words.size() && VERSION.matcher(words.get(at)).matches();
  }
}
