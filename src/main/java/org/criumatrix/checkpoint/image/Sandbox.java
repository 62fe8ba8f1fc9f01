package org.criumatrix.checkpoint.image;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host.Mode;

/**
 * Makes a folder that is a container's image: the program, and empty files and folders for all
 * mounts.
 */
public final class Sandbox {

  /**
   * Mount points. CRIU makes none, so those that an engine adds in a layer of its own have to exist
   * in the image.
   */
  private static final List<String> FOLDERS =
      List.of("dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "var/tmp");

  private static final List<String> FILES =
      List.of("etc/group", "etc/hosts", "etc/localtime", "etc/passwd", "etc/resolv.conf");

  private Sandbox() {}

  public static String folder(RuntimeContext context, String name) {
    return context.folder() + "/sandbox-" + name;
  }

  /**
   * Makes the folder.
   *
   * @param programs files to copy, to the same paths as on the host
   * @param more further folders to make, by their absolute paths
   */
  public static void make(
      RuntimeContext context, String name, List<String> programs, List<String> more) {
    var host = context.host();
    var root = folder(context, name);
    host.mkdir(root, Mode.PUBLIC);
    var args = new ArrayList<>(List.of("mkdir", "-p"));
    FOLDERS.forEach(f -> args.add(root + "/" + f));
    more.forEach(f -> args.add(root + f));
    host.execChecked(Command.of(args));
    host.execChecked(Command.of("chmod", "1777", root + "/tmp", root + "/var/tmp"));
    FILES.forEach(f -> host.write(root + "/" + f, new byte[0], Mode.DATA));
    programs.forEach(p -> host.execChecked(Command.of("install", "-D", p, root + p)));
  }
}
