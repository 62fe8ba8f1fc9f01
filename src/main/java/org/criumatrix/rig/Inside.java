package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/** Runs commands in the namespaces of a process, and checks what they print. */
public final class Inside {

  private final Host host;
  private final List<String> enter;

  Inside(Host host, List<String> enter) {
    this.host = host;
    this.enter = List.copyOf(enter);
  }

  /** Runs a command of the suite's own. */
  public void run(String... words) {
    host.execChecked(command(words));
  }

  /** Requires a text in what the command prints that this is about. */
  public void has(String text) {
    has(text, new String[0]);
  }

  /** Requires that a text is not in what the command prints that this is about. */
  public void lacks(String text) {
    lacks(text, new String[0]);
  }

  /** Requires a text in what a command prints. */
  public void has(String text, String... words) {
    require(printed(words).contains(text), "%s has no %s".formatted(command(words), text));
  }

  /** Requires that a text is not in what a command prints. */
  public void lacks(String text, String... words) {
    require(!printed(words).contains(text), "%s has %s".formatted(command(words), text));
  }

  private String printed(String... words) {
    Exit exit = host.exec(command(words));
    require(exit.succeeded(), exit.stderr().strip());
    return exit.stdout();
  }

  private Command command(String... words) {
    var all = new ArrayList<>(enter);
    all.addAll(Arrays.asList(words));
    return Command.of(all);
  }

  private static void require(boolean seen, String otherwise) {
    if (!seen) {
      throw new PhaseFailure(Phase.ALIVE, FailureId.OPTION_IGNORED, otherwise);
    }
  }
}
