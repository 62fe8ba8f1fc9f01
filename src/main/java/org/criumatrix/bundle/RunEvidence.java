package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;

/**
 * The evidence of selected cells of a run.
 *
 * @param files path in the archive before redaction → file
 */
record RunEvidence(Map<String, Path> files) {

  /**
   * @throws IOException if a record's evidence is not in the run's folder
   */
  static RunEvidence of(Run run, List<CellRecord> chosen) throws IOException {
    var files = new TreeMap<String, Path>();
    if (!chosen.isEmpty()) {
      var home = run.folder().toRealPath();
      for (var record : chosen) {
        for (var file : EvidenceFiles.of(run, record)) {
          files.put(home.relativize(file).toString(), file);
        }
      }
    }
    return new RunEvidence(files);
  }

  /** Lets a redactor learn the names in all files. */
  void teach(Redactor redactor) throws IOException {
    for (var file : files.values()) {
      redactor.learn(EvidenceText.read(file).text());
    }
  }

  void addTo(Archive archive, Redactor redactor) throws IOException {
    for (var file : files.entrySet()) {
      var text = EvidenceText.read(file.getValue());
      archive.add(redactor.redact(file.getKey()), text.redacted(redactor));
    }
  }
}
