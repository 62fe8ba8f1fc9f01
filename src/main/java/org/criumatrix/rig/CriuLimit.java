package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Await;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.ResourceText;

/** A control group for one call of CRIU, with a limit that is too small for it. */
final class CriuLimit implements Fault {

  private static final Duration REMOVAL = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);
  private static final String ENTER = "echo 0 >\"$0/cgroup.procs\" && exec \"$@\"";

  private final CellEnvironment environment;
  private final String controller;
  private final String limit;

  /**
   * @param controller {@code pids}, {@code memory}
   */
  CriuLimit(CellEnvironment environment, String controller, String limit) {
    this.environment = environment;
    this.controller = controller;
    this.limit = limit;
  }

  @Override
  public String about() {
    return "CRIU had a limit of %s %s".formatted(limit, controller);
  }

  @Override
  public RuntimeContext begin(RuntimeContext context, String images) {
    var host = context.host();
    var make = ResourceText.beside(CriuLimit.class, "criu-limit.sh");
    var name = LocalHosts.newGroup();
    var made = host.exec(Command.of("sh", "-c", make, "limit", controller, name, limit));
    CellEnvironment.requireAvailable(
        made.succeeded()
            ? Optional.empty()
            : Optional.of("no control group can be made here: " + made.stderr().strip()));
    var group = made.stdout().strip();
    // What a restore leaves in it is killed at the cell's end.
    environment.whenReleased(() -> remove(host, group));
    return context.withCriu(context.criu().under(List.of("sh", "-c", ENTER, group)));
  }

  private static void remove(Host host, String group) {
    Await.until(
        "an empty control group",
        REMOVAL.multipliedBy(host.timeoutFactor()),
        POLL_INTERVAL,
        () -> host.exec(Command.of("rmdir", group)).succeeded(),
        done -> done);
  }
}
