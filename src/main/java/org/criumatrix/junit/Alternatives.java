package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code {tcp,udp}-moved-{client,server}}: four names, each with the words chosen for it. */
final class Alternatives {

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");

  private Alternatives() {}

  /**
   * @param words what stands in place of each pair of braces, in order
   */
  record Choice(String name, List<String> words) {}

  static List<Choice> of(String pattern) {
    var braces = BRACES.matcher(pattern);
    if (!braces.find()) {
      return List.of(new Choice(pattern, List.of()));
    }
    var choices = new ArrayList<Choice>();
    for (var word : braces.group(1).split(",")) {
      for (var rest : of(pattern.substring(braces.end()))) {
        var words = new ArrayList<>(List.of(word.strip()));
        words.addAll(rest.words());
        var name = pattern.substring(0, braces.start()) + word.strip() + rest.name();
        choices.add(new Choice(name, List.copyOf(words)));
      }
    }
    return List.copyOf(choices);
  }
}
