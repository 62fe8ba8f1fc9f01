package org.criumatrix.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A script in place of an engine's program. It prints what the real one prints. */
record FakeProgram(Path folder, String name) {

  private static final String SCRIPT =
      """
      #!/bin/sh
      printf '%%s\\n' "$@" >'%s'
      cat <<'END'
      %s
      END
      cat >&2 <<'END'
      %s
      END
      exit %d
      """;

  FakeProgram prints(String text) throws IOException {
    return answers(text, "", 0);
  }

  FakeProgram fails(int exit, String complaint) throws IOException {
    return answers("", complaint, exit);
  }

  private FakeProgram answers(String out, String err, int exit) throws IOException {
    Files.createDirectories(folder);
    var file = folder.resolve(name);
    Files.writeString(file, SCRIPT.formatted(calls(), out.stripTrailing(), err, exit));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  private Path calls() {
    return folder.resolve(name + ".call");
  }

  /** Returns the arguments of the last call. */
  List<String> arguments() throws IOException {
    return Files.readAllLines(calls());
  }
}
