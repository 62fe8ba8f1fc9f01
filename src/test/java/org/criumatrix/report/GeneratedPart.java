package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page between two marks, which a test writes.
 *
 * @param by the test
 */
public record GeneratedPart(Path page, String name, String by) {

  private String begin() {
    return "<!-- %s: made by %s -->\n\n".formatted(name, by);
  }

  private String end() {
    return "\n<!-- %s: end -->".formatted(name);
  }

  /** Returns what the page has between the marks. */
  public String text() throws IOException {
    var text = Files.readString(page);
    var from = text.indexOf(begin());
    var to = text.indexOf(end());
    // AssertJ's search for a subsequence takes minutes on a page of this size.
    assertThat(from >= 0 && to > from).as("the marks around a table of %s", page).isTrue();
    return text.substring(from + begin().length(), to);
  }

  /** Writes a text between the marks. */
  public void write(String generated) throws IOException {
    var old = begin() + text() + end();
    var all = Files.readString(page);
    Files.writeString(page, all.replace(old, begin() + generated + end()));
  }
}
