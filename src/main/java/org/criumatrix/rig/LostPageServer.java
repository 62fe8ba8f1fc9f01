package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;

/** A page server on the same host that is not there, or dies. */
final class LostPageServer implements Fault {

  private static final int SIGKILL = 9;
  private static final List<String> ADDRESS =
      List.of("--address", "127.0.0.1", "--port", PageServer.PORT);

  private final Optional<String> text;
  private final Waits waits;
  private Optional<Background> server = Optional.empty();
  private boolean met;

  private LostPageServer(Optional<String> text, Waits waits) {
    this.text = text;
    this.waits = waits;
  }

  /** Nothing listens at the address. */
  static Fault missing(Waits waits) {
    return new LostPageServer(Optional.empty(), waits);
  }

  /** It is killed when it is about to write a line with this text to its log. */
  static Fault killedAt(String text, Waits waits) {
    return new LostPageServer(Optional.of(text), waits);
  }

  @Override
  public String about() {
    return text.map(line -> "the page server was killed at: " + line)
        .orElse("there was no page server");
  }

  @Override
  public RuntimeContext begin(RuntimeContext context, String images) {
    text.ifPresent(line -> start(context, images + "-received", line));
    var options = new ArrayList<>(List.of("--page-server"));
    options.addAll(ADDRESS);
    return context.withCriu(context.criu().with(options, Map.of()));
  }

  private void start(RuntimeContext context, String folder, String line) {
    CellEnvironment.requireAvailable(
        context.host().exec(Command.of("ss", "-V")).succeeded()
            ? Optional.empty()
            : Optional.of("there is no ss here"));
    context.host().mkdir(folder, context.owner("0755"));
    var killed = context.withCriu(context.criu().under(Faults.killAt(context, line)));
    var criu = Background.start(killed, "page-server", folder, ADDRESS);
    server = Optional.of(criu);
    criu.awaitReady(Phase.DUMP, waits.start(), () -> PageServer.listens(context));
  }

  @Override
  public Optional<String> missed(CriuCall call) {
    return met || server.isEmpty()
        ? Optional.empty()
        : Optional.of("the page server logs no line with '%s'".formatted(text.orElseThrow()));
  }

  @Override
  public void end() {
    server.ifPresent(
        criu -> {
          // It ends by itself after a dump. One that still listens was not reached.
          met =
              Waits.await("the end of a page server", waits.settle(), criu::ended, yes -> yes).met()
                  && criu.call().exit().signal() == SIGKILL;
          criu.kill();
        });
  }
}
