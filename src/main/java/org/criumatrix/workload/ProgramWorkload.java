package org.criumatrix.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.criumatrix.program.Program;

/** A program that the suite knows nothing of. It prints no steps that the suite understands. */
public record ProgramWorkload(Program program) implements Workload {

  private static final Pattern NONE = Pattern.compile("(?!)");

  @Override
  public String name() {
    return program.name();
  }

  @Override
  public List<String> argv(String folder) {
    return program.argv();
  }

  @Override
  public Map<String, String> env() {
    var all = new HashMap<>(Map.of("HOME", Launch.WORK));
    all.putAll(program.environment());
    return all;
  }

  @Override
  public Pattern progressLine() {
    return NONE;
  }

  @Override
  public boolean reportsProgress() {
    return false;
  }

  @Override
  public boolean keepsItsProcesses() {
    return false;
  }

  @Override
  public Map<String, String> files() {
    return program.files();
  }

  @Override
  public String preparation() {
    return program.preparation();
  }
}
