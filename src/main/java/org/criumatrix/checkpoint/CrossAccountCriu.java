package org.criumatrix.checkpoint;

import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Facts;

/** Lets root's CRIU dump a process of another account. */
public final class CrossAccountCriu {

  private CrossAccountCriu() {}

  /**
   * Returns a command that can read the limits of the account's processes.
   *
   * <p>Without CAP_SYS_RESOURCE root may read another account's limits only under that account's
   * real ids (prlimit(2)). CRIU's cache must have the kernel's features by then: one of its probes
   * starts libxtables, which refuses to run with different ids.
   *
   * @param context has the account of the process
   */
  public static Command reaching(RuntimeContext context, Command criu) {
    var account = context.account();
    if (account.uid() <= 0 || context.host().facts().has(Facts.CAP_SYS_RESOURCE)) {
      return criu;
    }
    context.host().exec(Command.of(context.criu().prepared().program(), "check"));
    return criu.prefixed(
        List.of(
            "setpriv",
            "--ruid=" + account.uid(),
            "--rgid=" + account.gid(),
            "--clear-groups",
            "--"));
  }
}
