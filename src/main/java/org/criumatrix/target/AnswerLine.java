package org.criumatrix.target;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.target.TargetException.Answer;

/** A line of answers.csv, which documents the columns. */
record AnswerLine(
    String kind, Pattern seen, String look, Pattern looked, Answer answer, String text) {

  private static final List<AnswerLine> ALL =
      CsvData.read("/org/criumatrix/target/answers.csv").stream().map(AnswerLine::of).toList();

  private static AnswerLine of(CSVRecord line) {
    return new AnswerLine(
        line.get("kind"),
        Pattern.compile(line.get("seen"), Pattern.MULTILINE),
        line.get("look"),
        Pattern.compile(line.get("looked"), Pattern.MULTILINE),
        Answer.valueOf(line.get("answer").replace('-', '_').toUpperCase(Locale.ROOT)),
        line.get("text"));
  }

  static List<AnswerLine> all() {
    return ALL;
  }

  /**
   * Returns why nothing was found.
   *
   * @param reports what the searches reported, one line or more each
   */
  static TargetException answer(Named named, String reports, Programs programs) {
    for (var line : ALL) {
      if (line.kind.equals(named.line().kind()) && line.seen.matcher(reports).find()) {
        var text = line.text(named, programs);
        if (text.isPresent()) {
          return new TargetException(line.answer, text.get());
        }
      }
    }
    return new TargetException(
        Answer.UNKNOWN, "%s is not found: %s".formatted(named.describe(), lastLine(reports)));
  }

  /** Empty if the further question has another reply. */
  private Optional<String> text(Named named, Programs programs) {
    UnaryOperator<String> values = named::value;
    if (look.isEmpty()) {
      return Optional.of(Words.fill(text, values));
    }
    var reply = looked.matcher(programs.ask(Words.split(look, values)).stdout());
    return reply.find()
        ? Optional.of(Words.fill(text, key -> value(key, reply.toMatchResult(), values)))
        : Optional.empty();
  }

  private static String value(String key, MatchResult reply, UnaryOperator<String> others) {
    return Character.isDigit(key.charAt(0))
        ? Printable.text(reply.group(Integer.parseInt(key)))
        : others.apply(key);
  }

  private static String lastLine(String reports) {
    return Printable.text(
        reports.lines().filter(l -> !l.isBlank()).reduce((first, last) -> last).orElse("no reply"));
  }
}
