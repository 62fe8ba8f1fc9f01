package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Images;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** An image that is damaged during one restore. */
final class DamagedImage implements Fault {

  private static final String SCRIPT =
      """
      set -e
      mv "$2" "$2.good"
      case $1 in
      missing) ;;
      empty) : >"$2" ;;
      half) head -c $(($(stat -c %s "$2.good") / 2)) "$2.good" >"$2" ;;
      foreign) cp "$3" "$2" ;;
      esac
      ! cmp -s "$2" "$2.good"
      """;

  private final String how;
  private final String kind;
  private final Images other;
  private Runnable repair = () -> {};

  /**
   * @param how {@code missing}, {@code empty}, {@code half}, {@code foreign}
   * @param kind the name of an image without a number, {@code core}
   * @param other images of another program
   */
  DamagedImage(String how, String kind, Images other) {
    this.how = how;
    this.kind = kind;
    this.other = other;
  }

  @Override
  public String about() {
    return "the image %s was %s".formatted(kind, how);
  }

  @Override
  public RuntimeContext begin(RuntimeContext context, String images) {
    var host = context.host();
    if (host.list(images).isEmpty()) {
      return context; // A negative control writes none, and pretends success.
    }
    var file = file(host, images);
    var script = Command.of("sh", "-c", SCRIPT, "damage", how, file, file(host, other.folder()));
    repair = () -> host.execChecked(Command.of("mv", file + ".good", file));
    host.execChecked(script);
    return context;
  }

  private String file(Host host, String folder) {
    var found =
        host.list(folder).keySet().stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .filter(name -> name.matches(kind + "(-\\d+)?\\.img"))
            .sorted()
            .findFirst();
    CellEnvironment.requireAvailable(
        found.isEmpty()
            ? Optional.of("CRIU writes no image %s here".formatted(kind))
            : Optional.empty());
    return folder + "/" + found.get();
  }

  @Override
  public void end() {
    repair.run();
  }
}
