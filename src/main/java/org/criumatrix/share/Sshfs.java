package org.criumatrix.share;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A FUSE file system over SFTP. The server is OpenSSH's sftp-server behind a plain TCP port,
 * because logins do not matter to CRIU.
 *
 * @param asOwner whether the server runs as the folder's owner, who then owns all new files, or as
 *     root
 * @param options options of sshfs(1), each preceded by a comma
 */
record Sshfs(String name, boolean asOwner, String options) implements NetworkFs {

  private static final String SERVER = "/usr/lib/openssh/sftp-server";
  private static final int PORT = 7022;

  private static final Map<String, String> NEEDS =
      Map.of("sshfs", "sshfs", "socat", "socat", SERVER, "openssh-sftp-server");

  @Override
  public Optional<String> unavailable(Host host) {
    return RequiredPrograms.program(host, NEEDS).or(() -> fuse(host));
  }

  private static Optional<String> fuse(Host host) {
    return host.exec(Command.of("test", "-c", "/dev/fuse")).succeeded()
        ? Optional.empty()
        : Optional.of("there is no /dev/fuse on this host");
  }

  @Override
  public Server serve(Host host, String address, String folder, String scratch) {
    var listen = "TCP-LISTEN:%d,bind=%s,reuseaddr,nodelay,fork".formatted(PORT, address);
    var log = scratch + "/socat.log";
    var program = Command.of("socat", listen, "EXEC:" + SERVER).withOutputs(log, log);
    if (asOwner) {
      var owner = host.execChecked(Command.of("stat", "--format=--reuid=%u --regid=%g", folder));
      var words = "setpriv --clear-groups " + owner.stdout().strip();
      program = program.prefixed(List.of(words.split(" ")));
    }
    return new Server(host, address, PORT, folder, program);
  }

  @Override
  public void mount(Host host, Server server, String at) {
    // allow_other: root mounts it, and workloads may run as another account.
    var all = "allow_other,directport=" + server.port() + options;
    host.execChecked(
        Command.of(List.of("sshfs", server.address() + ":" + server.folder(), at, "-o", all)));
  }
}
