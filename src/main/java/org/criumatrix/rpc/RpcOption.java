package org.criumatrix.rpc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/**
 * A line of options.csv; its comments explain the columns.
 *
 * @param values the words of the command line and what the field has for them
 */
record RpcOption(
    String name,
    String shortName,
    Kind kind,
    String field,
    Map<String, String> values,
    String why) {

  /** The form of a value. */
  enum Kind {
    FLAG,
    TEXT,
    TEXTS,
    NUMBER,
    SIZE,
    WORD,
    FOLDER,
    INHERIT,
    GROUP_ROOT,
    SCRIPT,
    PID_FILE,
    IMPLIED,
    NONE;

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  private static final List<RpcOption> ALL =
      CsvData.read("/org/criumatrix/rpc/options.csv").stream().map(RpcOption::of).toList();

  private static RpcOption of(CSVRecord line) {
    return new RpcOption(
        line.get("option"),
        line.get("short"),
        Kind.of(line.get("kind")),
        line.get("field"),
        Stream.of(line.get("values").split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(word -> word[0], word -> word[1])),
        line.get("why"));
  }

  static List<RpcOption> all() {
    return ALL;
  }

  static Optional<RpcOption> named(String name) {
    return ALL.stream().filter(option -> option.name.equals(name)).findFirst();
  }

  static Optional<RpcOption> withShortName(String name) {
    return ALL.stream().filter(option -> option.shortName.equals(name)).findFirst();
  }

  /** Whether the command line has a value after the option, as a word of its own or after "=". */
  boolean hasValue() {
    return switch (kind) {
      case FLAG, IMPLIED -> false;
      default -> !values.containsKey("");
    };
  }
}
