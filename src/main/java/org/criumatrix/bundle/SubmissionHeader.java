package org.criumatrix.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * The file {@code submission.json} of an archive.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION} of the suite that made the archive
 * @param suite the version of the suite that ran the cells
 * @param run the run's permanent id
 * @param by who submits it; null if unnamed
 * @param records number of records
 * @param evidence number of files with evidence
 * @param redacted what was removed from the texts
 */
@JsonPropertyOrder({"format", "version", "suite", "run", "by", "records", "evidence", "redacted"})
@JsonInclude(JsonInclude.Include.ALWAYS)
record SubmissionHeader(
    String format,
    int version,
    String suite,
    String run,
    String by,
    int records,
    int evidence,
    String redacted) {

  static final String FILE = "submission.json";
  static final String FORMAT = "criu-matrix submission";

  /** Grows when an older suite can no longer read what a newer one writes. */
  static final int VERSION = 1;

  /** Maximum number of characters of a name. */
  private static final int NAME = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  String text() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers cannot be written", e);
    }
  }

  /** Returns what is wrong with the name of a person or a group; empty: nothing. */
  static Optional<String> problemOfName(String by) {
    if (by.isBlank() || by.length() > NAME || !PlainText.isOneLine(by)) {
      return Optional.of("a name is one line of 1 to %d characters".formatted(NAME));
    }
    return PlainText.problem(by).map(p -> "a name has no " + p.replaceFirst("^a ", ""));
  }

  /**
   * @throws IOException if it has another format, or the version of a newer suite
   */
  static SubmissionHeader read(String text) throws IOException {
    var tree = StrictJson.tree(FILE, text);
    checkVersion(tree);
    var header = StrictJson.value(FILE, tree, SubmissionHeader.class);
    var by = header.by() == null ? Optional.<String>empty() : problemOfName(header.by());
    if (by.isPresent()) {
      throw new IOException("%s: 'by': %s".formatted(FILE, by.get()));
    }
    if (header.redacted() == null) {
      throw new IOException(FILE + ": 'redacted' is missing");
    }
    return header;
  }

  private static void checkVersion(JsonNode tree) throws IOException {
    var format = tree.path("format").asText();
    var version = tree.path("version");
    if (!format.equals(FORMAT) || !version.isInt() || version.intValue() < 1) {
      throw new IOException(
          "%s: not a submission, expected the format '%s' and a version from 1"
              .formatted(FILE, FORMAT));
    }
    if (version.intValue() > VERSION) {
      throw new IOException(
          "%s: version %d was made by a newer criu-matrix, this one reads up to version %d; update it"
              .formatted(FILE, version.intValue(), VERSION));
    }
  }
}
