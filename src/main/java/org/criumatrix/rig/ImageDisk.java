package org.criumatrix.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Images;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/** A disk below the images of one dump that cannot hold them. CRIU's log is on another disk. */
final class ImageDisk implements Fault {

  private static final long PAGE = 4096;
  private static final String DISK = "disk-of-images";

  private final String about;
  private final String options;
  private final boolean log;
  private Runnable unmount = () -> {};

  /**
   * @param options of a file system in memory
   * @param log whether CRIU can write its log
   */
  private ImageDisk(String about, String options, boolean log) {
    this.about = about;
    this.options = options;
    this.log = log;
  }

  /**
   * A disk that is full.
   *
   * @param good images of the same program
   * @param share of their size, which there is room for; 1: the last page is missing
   */
  static Fault full(Images good, double share) {
    var pages = files(good).values().stream().mapToLong(size -> (size + PAGE - 1) / PAGE).sum() - 1;
    var room = Math.max(1, Math.round(pages * share)) * PAGE;
    return new ImageDisk("the image disk was full", "size=" + room, true);
  }

  /**
   * A disk that has no more inodes.
   *
   * @param good images of the same program
   * @param share of their number, which there is room for; 1: the last file is missing
   */
  static Fault withoutInodes(Images good, double share) {
    // The disk's own folder and the log take one each.
    var room = 2 + Math.round((files(good).size() - 1) * share);
    return new ImageDisk("the image disk had no more inodes", "nr_inodes=" + room, true);
  }

  /**
   * @param log whether the log is elsewhere
   */
  static Fault readOnly(boolean log) {
    return new ImageDisk("the image disk was read-only", "ro", log);
  }

  /** Returns what a dump needs: it can do without its statistics. */
  private static Map<String, Long> files(Images good) {
    var all = good.subject().host().list(good.folder());
    all.keySet().removeIf(name -> !name.endsWith(".img"));
    return all;
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public RuntimeContext begin(RuntimeContext context, String images) {
    var host = context.host();
    CellEnvironment.requireAvailable(
        host.facts().root() ? Optional.empty() : Optional.of("only root can mount a disk"));
    mount(host, "-t", "tmpfs", "-o", log ? "rw" : options, DISK, images);
    if (!log) {
      unmount = () -> unmount(host, images);
      return context;
    }
    var here = images + "/" + CriuCaller.logFile("dump");
    var elsewhere = images + ".log";
    host.write(here, new byte[0], Mode.DATA);
    host.write(elsewhere, new byte[0], Mode.DATA);
    mount(host, "--bind", elsewhere, here);
    mount(host, "-o", "remount," + options, images);
    unmount =
        () -> {
          unmount(host, here);
          unmount(host, images);
          host.execChecked(Command.of("mv", elsewhere, here));
        };
    return context;
  }

  private static void mount(Host host, String... words) {
    host.execChecked(Command.of(words).prefixed(List.of("mount")));
  }

  private static void unmount(Host host, String where) {
    host.execChecked(Command.of("umount", where));
  }

  @Override
  public void end() {
    unmount.run();
  }
}
