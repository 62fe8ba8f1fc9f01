package org.criumatrix.cell;

import java.util.List;
import java.util.function.BiConsumer;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Subject;

/** A file system that is mounted at one path on all hosts of a cell. */
public class Mounted {

  /** Drops a folder's files from the page cache, and counts the pages that stay. */
  private static final String FORGET =
      """
      find "$0" -type f -exec dd if={} iflag=nocache count=0 status=none ';'
      find "$0" -type f -exec fincore --noheadings --output PAGES {} + | awk '{ sum += $1 } END { print sum + 0 }'
      """;

  private final List<RuntimeContext> contexts;
  private final BiConsumer<Host, String> mounter;

  /**
   * @param mounter mounts the file system on a host at an existing folder
   */
  Mounted(List<RuntimeContext> contexts, BiConsumer<Host, String> mounter) {
    this.contexts = List.copyOf(contexts);
    this.mounter = mounter;
    contexts.forEach(p -> p.mkdir("mounted"));
    mount();
  }

  /** Returns the mount point. */
  public String folder() {
    return contexts.get(0).folder() + "/mounted";
  }

  /** Returns the kernel's name of the file system's type: {@code nfs4}. */
  public String type() {
    var look = Command.of("findmnt", "--noheadings", "--output", "FSTYPE", folder());
    return contexts.get(0).host().execChecked(look).stdout().strip();
  }

  public final void mount() {
    contexts.forEach(p -> mounter.accept(p.host(), folder()));
  }

  public void unmount() {
    mounted().forEach(host -> host.execChecked(unmounting()));
  }

  /** Returns the hosts on which it is mounted now; a dead FUSE file system disappears by itself. */
  private List<Host> mounted() {
    var look = Command.of("findmnt", "--mountpoint", folder());
    return contexts.stream()
        .map(RuntimeContext::host)
        .filter(host -> host.exec(look).succeeded())
        .toList();
  }

  /** Flushes to the server first; without that NFS would keep the file system busy for seconds. */
  private Command unmounting() {
    return Command.of("sh", "-c", "sync -f \"$0\"; umount \"$0\"", folder());
  }

  /**
   * Drops a subject's files from its host's memory, so that they have to be fetched again.
   *
   * @throws HostException when pages stay, since the case would then test something else
   */
  public void forgetFilesOf(Subject subject) {
    var left =
        subject.host().execChecked(Command.of("sh", "-c", FORGET, subject.folder())).stdout();
    if (!left.strip().equals("0")) {
      throw new HostException(left.strip() + " pages stay in memory of " + subject.folder());
    }
  }

  /** Unmounts everywhere. A failure is found later, by the check of the host's mounts. */
  void close() {
    mounted().forEach(host -> host.exec(unmounting()));
  }
}
