package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Polling;
import org.criumatrix.host.Running;
import org.criumatrix.matrix.Phase;
import org.criumatrix.runtime.Place;

/** {@code criu page-server} at a place: takes the memory of one dump, and ends. */
record PageServer(Place place, Running running, Command command) {

  private static final String ACTION = "page-server";
  private static final String PORT = "9999";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ROUND = Duration.ofMillis(20);

  /**
   * A CRIU that does not serve is one that does not dump.
   *
   * @param folder the name of the one for images, which is made here
   */
  static PageServer on(Place place, String folder) {
    var criu = place.criu();
    var images = place.mkdir(folder);
    var words = List.of("--address", address(place), "--port", PORT);
    var command = place.privilege().criu(criu.command(ACTION, images, words));
    var server = new PageServer(place, place.host().start(command), command);
    Polling.until(LIMIT, ROUND, () -> server.listens() || server.ended(), yes -> yes);
    if (server.ended()) {
      var call = criu.ended(ACTION, images, command, server.running.await(command));
      throw new PhaseFailure(Phase.DUMP, Errors.of(call));
    }
    if (!server.listens()) {
      throw new PhaseFailure(Phase.DUMP, "the page server does not listen: " + server.end());
    }
    return server;
  }

  private boolean ended() {
    return running.exit().isDone();
  }

  private static String address(Place place) {
    return place.addresses().orElseThrow().v4();
  }

  private boolean listens() {
    var look = Command.of("ss", "-Hltn", "sport = :" + PORT);
    return !place.host().must(look).stdout().isBlank();
  }

  /** For a dump whose memory goes to it. */
  List<String> options() {
    return List.of("--page-server", "--address", address(place), "--port", PORT);
  }

  /**
   * It has ended by itself where all went well.
   *
   * @return how
   */
  String end() {
    if (place.host().processes().stream().anyMatch(p -> p.pid() == running.pid()) && listens()) {
      place.host().kill(running.pid(), 9);
    }
    var exit = running.await(command);
    return exit.told() + " " + exit.stderr().strip();
  }
}
