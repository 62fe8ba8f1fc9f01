package org.criumatrix.app;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.junit.Settings;
import org.criumatrix.vm.Machines;

/** The user's options for virtual machines. */
final class MachineOptions {

  private MachineOptions() {}

  static Machines.Options of(Settings settings) {
    var archive = new ArrayList<String>();
    settings.mirror().ifPresent(mirror -> archive.addAll(List.of("--mirror", mirror)));
    settings.keyring().ifPresent(keyring -> archive.addAll(List.of("--keyring", keyring)));
    // A nightly run looks for new CRIU builds and kernels.
    if (settings.alwaysRefreshes()) {
      archive.add("--refresh");
    }
    return new Machines.Options(
        settings.cache(),
        settings.machineMemory(),
        settings.machineCores(),
        archive,
        settings.setsUp());
  }
}
