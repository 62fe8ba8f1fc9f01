package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A workload whose program or libraries are copies in its own folder, which somebody may replace
 * like a package manager does.
 *
 * @param part {@code program}, a copy of a native program; {@code library}, copies of all libraries
 */
public record Installed(Workload workload, String part) implements WrappedWorkload {

  private static final String PROGRAM = "bin/program";
  private static final String LIBRARY = "lib/libc.so.6";
  private static final String COPY_LIBRARIES =
      """
      mkdir lib
      ldd %s | sed -n 's:.*=> \\(/[^ ]*\\) .*:\\1:p' | while read -r file; do cp -L -- "$file" lib/; done
      """;

  /** Returns the file that may be replaced, from the working folder. */
  public String file() {
    return isProgram() ? PROGRAM : LIBRARY;
  }

  private boolean isProgram() {
    return part.equals("program");
  }

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<>(workload.argv(folder));
    if (isProgram()) {
      argv.set(0, "./" + PROGRAM);
    }
    return argv;
  }

  @Override
  public Map<String, String> env() {
    var all = new HashMap<>(workload.env());
    if (!isProgram()) {
      all.put("LD_LIBRARY_PATH", Launch.WORK + "/lib");
    }
    return all;
  }

  @Override
  public String preparation() {
    var original = workload.argv(Workloads.FOLDER).get(0);
    return isProgram()
        ? "mkdir bin && cp -- %s %s".formatted(original, PROGRAM)
        : COPY_LIBRARIES.formatted(original);
  }
}
