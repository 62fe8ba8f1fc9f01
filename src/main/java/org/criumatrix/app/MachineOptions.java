package org.criumatrix.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.junit.Settings;
import org.criumatrix.vm.Machines;

/** What the user's options say of virtual machines. */
final class MachineOptions {

  /** MiB: a Java virtual machine and LAMMPS find room; as in {@code Vagrantfile}. */
  private static final int USUAL_MEMORY = 1024;

  private static final Map<String, String> ARCHIVE =
      Map.of("criu.mirror", "--mirror", "criu.keyring", "--keyring");

  private MachineOptions() {}

  static Machines.Options of(Settings settings) {
    var archive = new ArrayList<String>();
    ARCHIVE.forEach(
        (key, option) -> {
          var value = settings.get(key, "");
          if (!value.isEmpty()) {
            archive.addAll(List.of(option, value));
          }
        });
    // A nightly looks for new CRIU builds, and for kernels.
    if (settings.get("criu.refresh", "").equals("always")) {
      archive.add("--refresh");
    }
    return new Machines.Options(
        settings.cache(),
        settings.number("vm.memory", USUAL_MEMORY),
        settings.number("vm.cores", 1),
        archive,
        settings.on("setup", true),
        settings.on("vm.keep", false));
  }
}
