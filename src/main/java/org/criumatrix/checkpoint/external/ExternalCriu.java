package org.criumatrix.checkpoint.external;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CrossAccountCriu;
import org.criumatrix.checkpoint.PidFile;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * Calls CRIU for a contained process from outside the container. It reads from the host which
 * resources lead outside, and passes options for them: mounts of the host, descriptors that the
 * process was started with, and the other ends of its network devices.
 *
 * @param sandbox whether the root is a {@code Sandbox}, so that files private to the container have
 *     to be copied; otherwise the root is found like any other mount, and CRIU handles private
 *     files
 */
record ExternalCriu(boolean sandbox) implements Checkpointer {

  /**
   * Options of dump and restore for connections between the container and its host, or between
   * processes of the container.
   */
  private static final List<String> BOTH =
      List.of("--tcp-established", "--file-locks", "--link-remap");

  private static final String SHELL_JOB = "--shell-job";

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var mounts = new ExternalMounts(context, subject, images, sandbox);
    var now = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    var later = new ArrayList<String>();
    mounts.bind(now, later);
    new ExternalStreams(context, subject, mounts.folder()).addOptions(now, later);
    new ExternalNetwork(context.host(), subject, mounts.folder()).addRestoreOptions(later);
    var both = new ArrayList<>(BOTH);
    if (!leadsItsSession(context.host(), subject)) {
      both.add(SHELL_JOB);
    }
    now.addAll(both);
    now.addAll(options);
    later.addAll(both);
    // Next to the mounts, because both are needed together.
    ExternalStreams.writeRestoreOptions(context.host(), mounts.folder(), later);
    return context.criu().callAs("dump", images, now, c -> CrossAccountCriu.reaching(context, c));
  }

  private static boolean leadsItsSession(Host host, Subject subject) {
    return host.processes().stream()
        .anyMatch(p -> p.pid() == subject.pid() && p.session() == subject.pid());
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var mounts = new ExternalMounts(context, subject, images, sandbox);
    mounts.unmountRemoved();
    var pidFile = PidFile.in(host, images);
    // A sibling: an apptainer job asks to be killed when its parent ends, which would be CRIU.
    var args = new ArrayList<>(List.of("-d", "--restore-sibling"));
    args.addAll(pidFile.options());
    args.addAll(ExternalStreams.readRestoreOptions(host, mounts.folder()));
    args.addAll(options);
    new ExternalNetwork(host, subject, mounts.folder()).recreateBridges();
    var ends = new ExternalStreams(context, subject, mounts.folder()).open();
    var call = context.criu().callAs("restore", images, args, ends::givenTo);
    if (call.exit().succeeded()) {
      var pid = pidFile.pid();
      subject.restoredAs(new Started(pid, ends.drain() > 0 ? ends.drain() : pid));
    }
    return call;
  }

  @Override
  public void release(RuntimeContext context, Subject subject) {
    ExternalMounts.release(context, subject);
  }
}
