package org.criumatrix.vm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.ResourceText;

/** The script that stands for an emulator. */
public final class MachineScript {

  private static final String NAME = "emulator.py";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private MachineScript() {}

  /** Writes the script into a folder. A test without Python is skipped. */
  public static Path in(Path folder) throws IOException {
    needsPython();
    return Files.writeString(folder.resolve(NAME), ResourceText.beside(MachineScript.class, NAME));
  }

  static void needsPython() {
    var look = LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", "command -v python3"));
    assumeTrue(look.succeeded(), "there is no python3");
  }
}
