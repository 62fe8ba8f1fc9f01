package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.runs.Samples;

/** A run by the user alice on the machine ice, with evidence that contains both names. */
final class BundledRun {

  static final String LOG =
      "(00.000001) Version: 4.3 (gitid v4.3-12-gabc)\n"
          + "(00.000002) Running on ice Linux 6.18.44 x86_64\n"
          + "(00.000003) Error (criu/files-reg.c:9): /home/alice/in: no inotify for 10.9.8.7\n";

  static final CellRecord FAILS =
      Samples.cell("open-files/append")
          .ran("/home/alice/bin/criu dump -D /tmp/images -t 15")
          .fails("dump", "/home/alice/in: no inotify");

  static final CellRecord WORKS = Samples.cell("serial/java").works();

  private BundledRun() {}

  static Redactor redactor() {
    return new Redactor(
        new Identity(Set.of("ice"), Set.of("alice"), Set.of()), Set.of(), List.of());
  }

  static Run in(Path folder) throws IOException {
    var run = Samples.written(folder, Samples.info(2), FAILS, WORKS);
    var evidence = Files.createDirectories(folder.resolve(FAILS.evidence().folder()));
    Files.writeString(evidence.resolve("1-dump.log"), LOG);
    Files.write(
        evidence.resolve("subject.stdout"), new byte[] {(byte) 0xff, 'i', 'c', 'e', 0, '\n'});
    Files.createSymbolicLink(evidence.resolve("link"), Path.of("1-dump.log"));
    return run;
  }

  static Path bundle(Path folder) throws IOException {
    var file = folder.resolve("run.tar.gz");
    new Bundle(in(folder.resolve("run")), List.of(FAILS), redactor(), List.of()).write(file);
    return file;
  }
}
