package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.application.Application;
import org.criumatrix.application.Applications;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.distro.RootBuild;
import org.criumatrix.host.Command;
import org.criumatrix.privilege.Account;
import org.criumatrix.program.Program;

/** An application of the folder {@code applications} in a cell. */
final class ApplicationCase {

  private ApplicationCase() {}

  /**
   * @throws Unavailable if it could not be built, has to belong to an account whose processes the
   *     caller cannot dump, or can be started by root alone
   */
  static ProgramCase of(Rig rig, String name) {
    return rig.program(find(rig, name));
  }

  /** Returns an application that can be played, see {@link #of}. */
  static Program find(Rig rig, String name) {
    var application = Applications.ofCheckout().find(name);
    rig.about(application.about());
    requireBuilt(rig, application);
    if (application.isForOrdinaryAccounts() && rig.environment().first().account().uid() == 0) {
      rig.asAnotherAccount();
    }
    var account = rig.environment().first().account();
    if (application.needsRoot() && account.uid() > 0) {
      throw new Unavailable("only root can start " + name);
    }
    if (account.uid() <= 0) {
      return application.program();
    }
    login(rig, account);
    return application.program().withOptions(forOrdinaryAccounts(application));
  }

  /** Databases look up the name of the account that runs them. */
  private static void login(Rig rig, Account account) {
    var host = rig.environment().first().host();
    var known = new String(host.read("/etc/passwd"), StandardCharsets.UTF_8);
    if (known.lines().noneMatch(line -> line.startsWith(account.name() + ":"))) {
      account.makeLogin(host);
    }
  }

  /**
   * Returns the options of an application, with the one that keeps connections still without
   * iptables, which an ordinary account may not call.
   */
  private static List<String> forOrdinaryAccounts(Application application) {
    var options = new ArrayList<>(application.program().options());
    if (options.contains("--tcp-established")) {
      options.add("--network-lock=nftables");
    }
    return options;
  }

  private static void requireBuilt(Rig rig, Application application) {
    var host = rig.environment().first().host();
    var file = application.folder() + "/" + RootBuild.FAILED;
    if (!application.build().isEmpty() && host.exec(Command.of("test", "-e", file)).succeeded()) {
      throw new Unavailable(new String(host.read(file), StandardCharsets.UTF_8));
    }
  }
}
