package org.criumatrix.share;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * NFS with the kernel's client, and NFS-Ganesha as the server, which is a plain process, so that
 * each cell can have its own.
 *
 * @param version 3 or 4
 */
record Nfs(String name, int version) implements NetworkFs {

  private static final int PORT = 2049;
  private static final int MOUNT_PORT = 20048;
  private static final Duration FORGETTING = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private static final Map<String, String> NEEDS =
      Map.of("ganesha.nfsd", "nfs-ganesha-vfs", "/sbin/mount.nfs", "nfs-common");

  /**
   * Ganesha's configuration. It listens on every address of its host, because it does not accept a
   * lone 127.0.0.1 (getaddrinfo(3), AI_ADDRCONFIG). There is no grace period: it does not wait for
   * clients of an earlier server. Recovery data goes where the server may write.
   */
  private static final String CONFIGURATION =
      """
      NFS_CORE_PARAM {
        NFS_Port = %1$d; MNT_Port = %2$d; Protocols = %3$d;
        Enable_NLM = false; Enable_RQUOTA = false; Enable_UDP = false;
      }
      NFSv4 { Graceless = true; RecoveryRoot = %5$s; }
      EXPORT {
        Export_Id = 1; Path = %4$s; Pseudo = %4$s; Protocols = %3$d; Transports = TCP;
        Access_Type = RW; Squash = No_Root_Squash; SecType = sys;
        FSAL { Name = VFS; }
      }
      """;

  /**
   * The configuration for version 3, which registers its ports with the port mapper and does not
   * start without one.
   */
  private static final String MAPPED =
      """
      mapped() { [ -n "$(ss -Hltn 'sport = :111')" ]; }
      mapped || {
        rpcbind -w -f &
        until mapped; do sleep 0.05; done
      }
      exec "$@"
      """;

  @Override
  public Optional<String> unavailable(Host host) {
    return client(host).or(() -> RequiredPrograms.program(host, NEEDS));
  }

  /**
   * Returns why the kernel has no client: the file system is neither known nor a module that a
   * mount would load.
   */
  private Optional<String> client(Host host) {
    var known = "grep -qw \"$0\" /proc/filesystems || modprobe -nq \"$1\"";
    var type = version == 3 ? "nfs" : "nfs4";
    return host.exec(Command.of("sh", "-c", known, type, "nfsv" + version)).succeeded()
        ? Optional.empty()
        : Optional.of(
            "this host's kernel has no NFS client: %s is not in /proc/filesystems, and there is no module nfsv%d"
                .formatted(type, version));
  }

  @Override
  public Server serve(Host host, String address, String folder, String scratch) {
    var file = scratch + "/ganesha.conf";
    var text = CONFIGURATION.formatted(PORT, MOUNT_PORT, version, folder, scratch + "/recovery");
    host.write(file, text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
    host.mkdir(scratch + "/recovery", Mode.PRIVATE);
    var program =
        Command.of("ganesha.nfsd", "-F", "-f", file, "-p", scratch + "/pid", "-L", "STDERR");
    if (version == 3) {
      program = program.prefixed(List.of("sh", "-c", MAPPED, "ganesha"));
    }
    var log = scratch + "/ganesha.log";
    return new Server(host, address, PORT, folder, program.withOutputs(log, log));
  }

  /**
   * Waits until the client has closed its connections, some seconds after the last unmount. If the
   * server ended earlier, the next cell's mount would inherit unfinished work.
   */
  @Override
  public void forget(Host host, Server server) {
    host.await(
        "a client without NFS volumes",
        FORGETTING,
        POLL_INTERVAL,
        () -> isKnown(host),
        known -> !known);
  }

  /**
   * Returns whether the kernel still has NFS volumes, which it lists in lines such as {@code v4
   * 7f000001 801 0:44 0:0 no} below a header.
   */
  private static boolean isKnown(Host host) {
    var look = Command.of("grep", "-c", "^v[34]", "/proc/fs/nfsfs/volumes");
    return host.exec(look).succeeded();
  }

  @Override
  public void mount(Host host, Server server, String at) {
    // Hard, as is usual for data that must not be lost: callers wait until the server is back.
    var options =
        version == 3
            ? "vers=3,proto=tcp,mountproto=tcp,nolock,mountport=" + MOUNT_PORT
            : "vers=4.2,proto=tcp";
    options += ",hard,port=" + server.port();
    var source = server.address() + ":" + server.folder();
    host.execChecked(Command.of(List.of("mount", "-t", "nfs", "-o", options, source, at)));
  }
}
