package org.criumatrix.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRecord;

/**
 * What Allure shows of a cell below its message, as HTML. As Markdown, which Allure would turn into
 * HTML, a CRIU error with an asterisk or an angle bracket would be another one.
 */
final class AllureDescription {

  private final StringBuilder html = new StringBuilder();

  private AllureDescription() {}

  static String of(CellRecord r) {
    var text = new AllureDescription();
    if (!r.evidence().object().about().isEmpty()) {
      text.paragraph(r.evidence().object().about());
    }
    text.line("expected", r.result().expected());
    text.line("seen", r.endingWithError());
    text.line("why", r.cause().why());
    r.cause().sentences().forEach(text::paragraph);
    if (r.prediction() != null) {
      var hit = r.advice().map(a -> " (%s)".formatted(a.key())).orElse("");
      text.line("predicted", r.prediction().describe() + hit);
    }
    text.line("holds", r.evidence().traits());
    text.line("options", r.evidence().options());
    text.line("hint", r.result().hint());
    r.result().checks().forEach(text::line);
    text.commands(r);
    return text.html.toString();
  }

  private void line(String what, List<String> known) {
    if (known != null && !known.isEmpty()) {
      line(what, String.join(", ", known));
    }
  }

  private void line(String what, String known) {
    if (known != null) {
      paragraph(what + ": " + known);
    }
  }

  private void paragraph(String text) {
    html.append("<p>").append(escaped(text)).append("</p>\n");
  }

  private void commands(CellRecord r) {
    if (!r.evidence().commands().isEmpty()) {
      html.append(
          r.evidence().commands().stream()
              .map(c -> escaped(c.line()))
              .collect(Collectors.joining("\n", "<pre><code>", "</code></pre>\n")));
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
