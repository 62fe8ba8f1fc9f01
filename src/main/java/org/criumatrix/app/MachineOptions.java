package org.criumatrix.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.junit.Settings;
import org.criumatrix.vm.Machines;

/** What the user's options say of virtual machines. */
final class MachineOptions {

  private static final Map<String, String> SIZES =
      Map.of("vm.memory", "CRIU_MATRIX_VM_MEMORY", "vm.cores", "CRIU_MATRIX_VM_CORES");

  private static final Map<String, String> ARCHIVE =
      Map.of("criu.mirror", "--mirror", "criu.keyring", "--keyring");

  private MachineOptions() {}

  static Machines.Options of(Settings settings) {
    var sizes = new TreeMap<String, String>();
    var archive = new ArrayList<String>();
    settings
        .given()
        .forEach(
            (key, value) -> {
              if (SIZES.containsKey(key)) {
                sizes.put(SIZES.get(key), value);
              }
              if (ARCHIVE.containsKey(key)) {
                archive.addAll(List.of(ARCHIVE.get(key), value));
              }
            });
    return new Machines.Options(
        settings.cache(),
        sizes,
        archive,
        settings.on("setup", true),
        settings.on("vm.keep", false));
  }
}
