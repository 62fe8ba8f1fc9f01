package org.criumatrix.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The sign that a started program may be dumped.
 *
 * @param value what {@link Kind} says
 */
public record Readiness(Kind kind, String value) {

  /** Half a second: long enough for most programs to leave their start behind. */
  public static final Readiness USUAL = new Readiness(Kind.AFTER, "0.5");

  private static final int MAX_PORT = 65_535;

  /** What shows that a program is ready. */
  public enum Kind {
    /** A regular expression that is found in the output. */
    LINE,
    /** A path, from the working folder, of a file that exists. */
    FILE,
    /** The number of a TCP port that somebody listens on. */
    PORT,
    /** Seconds of processor time that the program's processes have used. */
    CPU,
    /** Seconds since the start. */
    AFTER;

    /** Returns the name in files and options. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> find(String key) {
      return Arrays.stream(values()).filter(k -> k.key().equals(key)).findFirst();
    }
  }

  /**
   * Checks that the value is one of its kind.
   *
   * @throws IllegalArgumentException otherwise
   */
  public Readiness {
    switch (kind) {
      case LINE -> requirePattern(value);
      case FILE -> require(!value.isBlank(), "file needs a path", value);
      case PORT ->
          require(
              value.matches("\\d{1,5}") && Integer.parseInt(value) <= MAX_PORT,
              "port is a number up to 65535",
              value);
      case CPU, AFTER ->
          require(value.matches("\\d{1,6}(\\.\\d{1,3})?"), kind.key() + " is seconds", value);
    }
  }

  /**
   * @param kind the name of the kind
   * @throws IllegalArgumentException if there is no such kind, or the value is none of it
   */
  public static Readiness of(String kind, String value) {
    return new Readiness(
        Kind.find(kind)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "ready has one of line, file, port, cpu, after, not '%s'".formatted(kind))),
        value);
  }

  private static void requirePattern(String value) {
    try {
      Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no regular expression: %s".formatted(value, e.getDescription()), e);
    }
  }

  private static void require(boolean condition, String what, String value) {
    if (!condition) {
      throw new IllegalArgumentException("%s, not '%s'".formatted(what, value));
    }
  }

  /** Returns it in words, as the end of "not ready: ". */
  public String describe() {
    return switch (kind) {
      case LINE -> "no line with '%s' in its output".formatted(value);
      case FILE -> "there is no file '%s'".formatted(value);
      case PORT -> "nothing listens on port " + value;
      case CPU -> "less than %s s of processor time".formatted(value);
      case AFTER -> "it runs for less than %s s".formatted(value);
    };
  }

  /** Returns the value of a kind that is a number. */
  public double number() {
    return Double.parseDouble(value);
  }
}
