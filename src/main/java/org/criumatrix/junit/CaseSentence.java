package org.criumatrix.junit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a case is, in one sentence. */
final class CaseSentence {

  private static final Pattern SEPARATOR = Pattern.compile("; ");

  private CaseSentence() {}

  /**
   * Returns the sentence of one case of a method.
   *
   * @param words the words of the case
   * @throws IllegalStateException if a meaning has no word before its {@code =}
   */
  static String of(Case spec, List<String> words) {
    var meanings = meanings(spec);
    var sentence = spec.about();
    for (var i = words.size(); i > 0; i--) {
      var word = words.get(i - 1);
      sentence = sentence.replace("%" + i, meanings.getOrDefault(word, word));
    }
    return sentence;
  }

  private static Map<String, String> meanings(Case spec) {
    var meanings = new HashMap<String, String>();
    for (var meaning : meaningsOf(spec)) {
      var parts = meaning.split("=", 2);
      if (parts.length < 2) {
        throw new IllegalStateException(
            "%s: '%s' has no '=': write WORD=MEANING".formatted(spec.value(), meaning));
      }
      meanings.put(parts[0], parts[1]);
    }
    return meanings;
  }

  private static List<String> meaningsOf(Case spec) {
    return Arrays.stream(spec.words()).flatMap(SEPARATOR::splitAsStream).toList();
  }
}
