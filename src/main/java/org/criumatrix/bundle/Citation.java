package org.criumatrix.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.record.RunInfo;

/**
 * Writes {@code CITATION.cff}, Citation File Format 1.2.0 (https://citation-file-format.github.io).
 */
final class Citation {

  static final String FILE = "CITATION.cff";

  private Citation() {}

  /**
   * @param authors the authors as {@code Family, Given}; none: the suite's authors
   */
  static String text(RunInfo run, String title, List<String> authors) {
    return """
        cff-version: 1.2.0
        message: "If you use these results, please cite them as below."
        type: dataset
        title: %s
        authors:
        %s
        version: %s
        date-released: %s
        keywords:
          - CRIU
          - checkpoint/restore
        """
        .formatted(
            quoted(title), authors(authors), quoted(run.suite()), run.started().substring(0, 10));
  }

  private static String authors(List<String> authors) {
    return authors.isEmpty()
        ? "  - name: \"The criu-matrix project\""
        : authors.stream().map(Citation::author).collect(Collectors.joining("\n"));
  }

  private static String author(String name) {
    var comma = name.indexOf(',');
    return comma < 0
        ? "  - name: " + quoted(name.strip())
        : "  - family-names: %s%n    given-names: %s"
            .formatted(
                quoted(name.substring(0, comma).strip()),
                quoted(name.substring(comma + 1).strip()));
  }

  /** Returns a YAML scalar in double quotes. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
