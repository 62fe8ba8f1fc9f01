package org.criumatrix.checkpoint;

import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Facts;

/** Root's CRIU and a process of another account's. */
public final class CrossAccountCriu {

  private CrossAccountCriu() {}

  /**
   * Without CAP_SYS_RESOURCE root may read another account's limits under that account's real ids
   * alone (prlimit(2)). The kernel's probes must be in CRIU's cache by then: libxtables, which one
   * of them starts, refuses different ids.
   *
   * @param context with the account whose process it is
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
