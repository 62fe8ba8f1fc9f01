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

  /** Drops what is in memory of a folder's files, and counts the pages that did not go. */
  private static final String FORGET =
      """
      find "$0" -type f -exec dd if={} iflag=nocache count=0 status=none ';'
      find "$0" -type f -exec fincore --noheadings --output PAGES {} + | awk '{ sum += $1 } END { print sum + 0 }'
      """;

  private final List<RuntimeContext> contexts;
  private final BiConsumer<Host, String> mounter;

  /**
   * @param mounter mounts it on a host at a folder that is there
   */
  Mounted(List<RuntimeContext> contexts, BiConsumer<Host, String> mounter) {
    this.contexts = List.copyOf(contexts);
    this.mounter = mounter;
    contexts.forEach(p -> p.mkdir("mounted"));
    mount();
  }

  /** Where it is mounted. */
  public String folder() {
    return contexts.get(0).folder() + "/mounted";
  }

  /** The kernel's name for file systems of its kind: {@code nfs4}. */
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

  /** The hosts on which it is mounted now: a dead FUSE file system goes by itself. */
  private List<Host> mounted() {
    var look = Command.of("findmnt", "--mountpoint", folder());
    return contexts.stream()
        .map(RuntimeContext::host)
        .filter(host -> host.exec(look).succeeded())
        .toList();
  }

  /** What was written goes to the server first: NFS would keep the file system for seconds else. */
  private Command unmounting() {
    return Command.of("sh", "-c", "sync -f \"$0\"; umount \"$0\"", folder());
  }

  /**
   * Nothing of a subject's files is left in its host's memory: they have to be fetched again.
   *
   * @throws HostException when something stays, since the case would not be about what it says
   */
  public void forgetFilesOf(Subject subject) {
    var left =
        subject.host().execChecked(Command.of("sh", "-c", FORGET, subject.folder())).stdout();
    if (!left.strip().equals("0")) {
      throw new HostException(left.strip() + " pages stay in memory of " + subject.folder());
    }
  }

  /** The later check of the host's mounts finds what cannot be unmounted. */
  void close() {
    mounted().forEach(host -> host.exec(unmounting()));
  }
}
