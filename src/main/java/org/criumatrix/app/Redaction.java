package org.criumatrix.app;

import java.util.List;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.Run;
import picocli.CommandLine.Option;

/** What is taken out of texts that leave the machine. */
final class Redaction {

  @Option(
      names = "--redact",
      paramLabel = "TEXT",
      description = "Take this out too, wherever it stands; may be said more than once.")
  private List<String> named = List.of();

  @Option(names = "--no-redaction", description = "Take nothing out.")
  private boolean off;

  Redactor redactor(Run run) {
    return off ? Redactor.off() : Redactor.of(run, named);
  }
}
