package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Polling;
import org.criumatrix.host.Running;
import org.criumatrix.runtime.Place;

/** {@code criu page-server} at a place: takes the memory of one dump, and ends. */
record PageServer(Place place, Running running, Command command) {

  private static final String PORT = "9999";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration ROUND = Duration.ofMillis(20);

  /**
   * @param folder the name of the one for images, which is made here
   */
  static PageServer on(Place place, String folder) {
    var criu = place.criu();
    var words = List.of("--address", address(place), "--port", PORT);
    var plain = criu.command("page-server", place.mkdir(folder), words);
    var command = place.privilege().criu(plain);
    var server = new PageServer(place, place.host().start(command), command);
    if (!Polling.until(
        LIMIT, ROUND, server::listens, yes -> yes || server.running.exit().isDone())) {
      throw new HostException("no page server: " + command + ": " + server.end());
    }
    return server;
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
