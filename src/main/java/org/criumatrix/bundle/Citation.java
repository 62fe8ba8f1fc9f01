package org.criumatrix.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Publication;
import org.criumatrix.record.RunInfo;

/**
 * Writes {@code CITATION.cff}, Citation File Format 1.2.0 (https://citation-file-format.github.io),
 * of a run. The file of that name in the checkout is about the suite.
 */
final class Citation {

  static final String FILE = "CITATION.cff";

  /** The author of the suite, and of results without another author. */
  static final String AUTHORS = "  - name: \"The criu-matrix authors\"";

  /** The publication as an entry of {@code references}. */
  static final String REFERENCES =
      """
      references:
        - type: article
          scope: "The table that criu-matrix reproduces"
          title: "%s"
          authors:
      %s
          journal: "EPJ Web of Conferences"
          volume: "295"
          start: "07046"
          year: %d
          doi: "%s"
          url: "%s"
          notes: "%s"
      """
          .formatted(
              Publication.TITLE,
              Publication.AUTHORS.stream()
                  .map(name -> author(name).indent(4).stripTrailing())
                  .collect(Collectors.joining("\n")),
              Publication.YEAR,
              Publication.DOI,
              Publication.ADDRESS,
              Publication.ID);

  private Citation() {}

  /** Returns the publication as Markdown, with a link. */
  static String publication() {
    return "*%s* ([%s](%s))".formatted(Publication.TITLE, Publication.ID, Publication.ADDRESS);
  }

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
        %s"""
        .formatted(
            quoted(title),
            authors(authors),
            quoted(run.suite()),
            run.started().substring(0, 10),
            REFERENCES);
  }

  private static String authors(List<String> authors) {
    return authors.isEmpty()
        ? AUTHORS
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
