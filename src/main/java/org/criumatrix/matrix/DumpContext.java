package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of a dump before it begins.
 *
 * @param traits what the processes hold, name → bytes of the largest one, 0 for traits without a
 *     size; null if it is not known
 * @param options the options of CRIU that the dump has been given, {@code --shell-job}, {@code
 *     --ghost-limit=8M}, and the names of each {@link Plan}; null if they are not known
 * @param release the version that the CRIU reports, where its value on the axis is a commit; null
 *     for others
 */
public record DumpContext(Map<String, Long> traits, List<String> options, String release) {

  public static final DumpContext UNKNOWN = new DumpContext(null, null);

  /** Returns what is known of a dump by a release. */
  public DumpContext(Map<String, Long> traits, List<String> options) {
    this(traits, options, null);
  }

  /** Returns an option without its value: {@code --ghost-limit}. */
  public static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  /**
   * Returns options in the form of {@link #options}: an option and its value are one word.
   *
   * @param words as on a command line, {@code --ghost-limit 8M}
   */
  public static List<String> joined(List<String> words) {
    var options = new ArrayList<String>();
    for (var word : words) {
      if (word.startsWith("-") || options.isEmpty()) {
        options.add(word);
      } else {
        var last = options.size() - 1;
        options.set(last, options.get(last) + "=" + word);
      }
    }
    return List.copyOf(options);
  }
}
