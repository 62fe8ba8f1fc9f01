package org.criumatrix.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.matrix.Publication;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RecordJson;

/**
 * Writes one line for each cell: the record's stable fields, named as in records.jsonl, then what
 * is published about its case, then the fields that were added later.
 */
final class CsvPage implements Page {

  private static final List<String> FIELDS =
      List.of(
          "cell",
          "row",
          "case",
          "criu",
          "privilege",
          "runtime",
          "host",
          "kernel",
          "verdict",
          "phase",
          "error",
          "expected",
          "judgement",
          "dump_ms",
          "frozen_ms",
          "restore_ms",
          "wall_ms",
          "image_bytes",
          "evidence");

  private static final List<String> PUBLISHED = List.of("published", "since");

  /** Columns are only ever added. */
  private static final List<String> LATER = List.of("harm");

  /** Names the publication in the lines of its cases. */
  private static final List<String> PUBLICATION = List.of("publication");

  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;
  private static final ObjectMapper JSON = RecordJson.mapper();

  @Override
  public String file() {
    return "matrix.csv";
  }

  @Override
  public String text(Overview overview) {
    var lines = new ArrayList<String>();
    lines.add(
        FORMAT.format(
            Stream.of(FIELDS, PUBLISHED, LATER, PUBLICATION).flatMap(List::stream).toArray()));
    for (var record : overview.records()) {
      var fields = JSON.valueToTree(record);
      lines.add(
          FORMAT.format(
              Stream.of(
                      values(fields, FIELDS),
                      published(overview, record),
                      values(fields, LATER),
                      publication(overview, record))
                  .flatMap(part -> part)
                  .toArray()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> published(Overview overview, CellRecord record) {
    var published = overview.published().get(record.caseId().toString());
    return Stream.of(
        published == null ? "" : published.describe(),
        overview.since(record).map(Since::words).orElse(""));
  }

  private static Stream<String> publication(Overview overview, CellRecord record) {
    var published = overview.published().containsKey(record.caseId().toString());
    return Stream.of(published ? Publication.ID : "");
  }

  private static Stream<String> values(JsonNode record, List<String> fields) {
    return fields.stream().map(record::path).map(CsvPage::value);
  }

  private static String value(JsonNode field) {
    return field.isNull() ? "" : field.asText();
  }
}
