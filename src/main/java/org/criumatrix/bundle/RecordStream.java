package org.criumatrix.bundle;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.CellRecord;

/** Reads the records of a submission line by line. */
final class RecordStream {

  /** Maximum number of bytes of a line: real ones have up to 10,000. */
  private static final int LINE = 1 << 20;

  private final String file;
  private final int limit;
  private final SubmissionRules rules;
  private final List<CellRecord> records = new ArrayList<>();

  /**
   * @param file its name, for messages
   * @param limit maximum number of records
   */
  RecordStream(String file, int limit, SubmissionRules rules) {
    this.file = file;
    this.limit = limit;
    this.rules = rules;
  }

  /**
   * @throws IOException with the line that breaks a rule
   */
  List<CellRecord> read(InputStream content) throws IOException {
    var in = new BufferedInputStream(content);
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        take(line.toByteArray());
        line.reset();
      } else {
        line.write(b);
      }
      if (line.size() > LINE) {
        throw new IOException("%s: the line has more than %,d bytes".formatted(where(), LINE));
      }
    }
    if (line.size() > 0) {
      throw new IOException(where() + ": the last line is not whole");
    }
    return records;
  }

  private String where() {
    return "%s:%d".formatted(file, records.size() + 1);
  }

  private void take(byte[] line) throws IOException {
    if (records.size() == limit) {
      throw new IOException("%s has more than %,d records".formatted(file, limit));
    }
    var where = where();
    var tree = StrictJson.tree(where, Unpacked.utf8(where, line));
    var record = StrictJson.value(where, tree, CellRecord.class);
    try {
      if (!tree.path("row").asText().equals(record.row())) {
        throw new IllegalArgumentException("'row' is not the row of the case");
      }
      rules.check(record);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(where, e.getMessage()), e);
    }
    records.add(record);
  }
}
