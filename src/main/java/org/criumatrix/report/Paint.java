package org.criumatrix.report;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Colours of a terminal, or none. */
final class Paint {

  private static final List<IStyle> BOLD = List.of(Style.bold);
  private static final List<IStyle> LOUD = List.of(Style.bold, Style.fg_red);

  private static final Map<String, List<IStyle>> VERDICTS =
      Map.of(
          "works",
          List.of(Style.fg_green),
          "refuses",
          List.of(Style.fg_green),
          "fails",
          List.of(Style.fg_red),
          "partial",
          List.of(Style.fg_yellow),
          "unavailable",
          List.of(Style.faint),
          "broken",
          List.of(Style.fg_magenta),
          "not run",
          List.of(Style.faint));

  private final ColorScheme scheme;

  Paint(boolean colour) {
    this.scheme = Help.defaultColorScheme(Help.Ansi.valueOf(colour));
  }

  String bold(String text) {
    return with(BOLD, text);
  }

  String loud(String text) {
    return with(LOUD, text);
  }

  String verdict(String verdict, String text) {
    return with(VERDICTS.getOrDefault(verdict, BOLD), text);
  }

  /** Takes the text as it is: an {@code @|} in an error is no markup. */
  private String with(List<IStyle> styles, String text) {
    return text.isBlank() ? text : scheme.apply(text, styles).toString();
  }
}
