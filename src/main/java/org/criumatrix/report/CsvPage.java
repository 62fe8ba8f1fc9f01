package org.criumatrix.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** One line for each cell, the record's stable fields by their names in records.jsonl. */
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

  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String file() {
    return "matrix.csv";
  }

  @Override
  public String text(Overview overview) {
    var lines = new ArrayList<String>();
    lines.add(FORMAT.format(FIELDS.toArray()));
    for (var record : overview.records()) {
      var fields = JSON.valueToTree(record);
      lines.add(FORMAT.format(FIELDS.stream().map(fields::path).map(CsvPage::value).toArray()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String value(JsonNode field) {
    return field.isNull() ? "" : field.asText();
  }
}
