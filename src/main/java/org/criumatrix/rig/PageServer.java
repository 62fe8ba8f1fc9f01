package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;

/** {@code criu page-server} at a place: takes the memory of one dump, and ends. */
record PageServer(Background criu) {

  static final String PORT = "9999";

  /**
   * A CRIU that does not serve is one that does not dump.
   *
   * @param folder the name of the one for images, which is made here
   * @param limit until it must listen
   */
  static PageServer on(RuntimeContext place, String folder, Duration limit) {
    var images = place.mkdir(folder);
    var criu = Background.start(place, "page-server", images, address(place));
    criu.awaitReady(Phase.DUMP, limit, () -> listens(place));
    return new PageServer(criu);
  }

  /** Where pages are had from, or brought to, in CRIU's words. */
  static List<String> address(RuntimeContext place) {
    return List.of("--address", host(place), "--port", PORT);
  }

  static String host(RuntimeContext place) {
    return place.addresses().orElseThrow().v4();
  }

  static boolean listens(RuntimeContext place) {
    var look = Command.of("ss", "-Hltn", "sport = :" + PORT);
    return !place.host().execChecked(look).stdout().isBlank();
  }

  /** For a dump whose memory goes to it. */
  List<String> options() {
    return options(criu.place());
  }

  /** For who brings memory to the one at a place, or has it from there. */
  static List<String> options(RuntimeContext place) {
    return Stream.concat(Stream.of("--page-server"), address(place).stream()).toList();
  }

  /** It has ended by itself after a dump, and still listens if none came. */
  void end() {
    if (!criu.ended() && listens(criu.place())) {
      criu.kill();
    }
    criu.call();
  }
}
