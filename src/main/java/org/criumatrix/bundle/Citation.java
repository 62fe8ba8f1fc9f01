package org.criumatrix.bundle;

import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.record.RunInfo;

/**
 * Writes {@code CITATION.cff}, Citation File Format 1.2.0 (https://citation-file-format.github.io),
 * of a run. The file of that name in the checkout is about the suite.
 */
public final class Citation {

  static final String FILE = "CITATION.cff";

  /** The publication whose table the suite reproduces. */
  public static final String PUBLICATION =
      "CRIU - Checkpoint Restore in Userspace for computational simulations and scientific applications";

  public static final String ARXIV = "2402.05244";

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
            - family-names: "Andrijauskas"
              given-names: "Fabio"
            - family-names: "Sfiligoi"
              given-names: "Igor"
            - family-names: "Davila"
              given-names: "Diego"
            - family-names: "Arora"
              given-names: "Aashay"
            - family-names: "Guiang"
              given-names: "Jonathan"
            - family-names: "Bockelman"
              given-names: "Brian"
            - family-names: "Thain"
              given-names: "Greg"
            - family-names: "Würthwein"
              given-names: "Frank"
          journal: "EPJ Web of Conferences"
          volume: "295"
          start: "07046"
          year: 2024
          doi: "10.1051/epjconf/202429507046"
          url: "https://arxiv.org/abs/%s"
          notes: "arXiv:%s"
      """
          .formatted(PUBLICATION, ARXIV, ARXIV);

  private Citation() {}

  /** Returns the publication as Markdown, with a link. */
  static String publication() {
    return "*%s* ([arXiv:%s](https://arxiv.org/abs/%s))".formatted(PUBLICATION, ARXIV, ARXIV);
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
