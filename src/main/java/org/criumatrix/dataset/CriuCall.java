package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.criumatrix.record.CommandWords;

/**
 * A call of CRIU, as a command of a cell has it.
 *
 * @param before the words before the program: who calls it, and in which namespaces
 * @param action {@code dump}, {@code restore}
 * @param arguments the words after the action
 */
public record CriuCall(List<String> before, String action, List<String> arguments) {

  private static final Set<String> ACTIONS = Set.of("dump", "pre-dump", "restore");
  private static final Pattern PROGRAM = Pattern.compile("(?:.*/)?criu");

  /** Where the images, logs and processes are: what every call has in another way. */
  private static final Set<String> FRAME =
      Set.of("-D", "-o", "-t", "-d", "--pidfile", "--restore-sibling");

  private static final Pattern LOG_LEVEL = Pattern.compile("-v\\d?");

  /** Paths of the suite's own programs and of the folder of a cell. */
  private static final Pattern OF_SUITE =
      Pattern.compile("/run/[^/\\s]+/(?:cell|workloads)\\b|/target/native\\b");

  /** Returns the call in a line as a shell reads it; empty if it runs something else. */
  public static Optional<CriuCall> in(String line) {
    var words = CommandWords.of(line);
    for (var i = 0; i + 1 < words.size(); i++) {
      if (PROGRAM.matcher(words.get(i)).matches() && ACTIONS.contains(words.get(i + 1))) {
        return Optional.of(
            new CriuCall(
                words.subList(0, i), words.get(i + 1), words.subList(i + 2, words.size())));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the options, each with its value as a second word if it has one: those that a user
   * gives, too. What is bound into a container for the suite alone is left out, and so are doubles.
   */
  public List<List<String>> options() {
    var options = new ArrayList<List<String>>();
    for (var i = 0; i < arguments.size(); i++) {
      var name = arguments.get(i);
      var hasValue = i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("-");
      var option = hasValue ? List.of(name, arguments.get(++i)) : List.of(name);
      var isFrame = FRAME.contains(name) || LOG_LEVEL.matcher(name).matches();
      if (!isFrame && !isOfSuite(option) && !options.contains(option)) {
        options.add(option);
      }
    }
    return List.copyOf(options);
  }

  private static boolean isOfSuite(List<String> option) {
    return option.get(0).equals("--external")
        && option.size() > 1
        && OF_SUITE.matcher(option.get(1).replaceFirst("\\]:.*", "")).find();
  }
}
