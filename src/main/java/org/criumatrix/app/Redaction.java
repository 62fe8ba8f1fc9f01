package org.criumatrix.app;

import java.util.List;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.Run;
import picocli.CommandLine.Option;

/** Options for what is replaced in texts that leave the machine. */
final class Redaction {

  @Option(
      names = "--redact",
      paramLabel = "TEXT",
      description = "Replace this text too; can be given several times.")
  private List<String> named = List.of();

  @Option(names = "--no-redaction", description = "Replace nothing.")
  private boolean off;

  Redactor redactor(Run run) {
    return off ? Redactor.off() : Redactor.of(run, named);
  }
}
