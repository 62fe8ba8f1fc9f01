package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.criumatrix.matrix.Axis;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;

/** Every -D option is usable, or refused before anything is set up. */
class HostileSettingsTest {

  private static final List<String> GOOD =
      List.of(
          "serial/* !*java*",
          "4.*",
          "path:/my/criu",
          "vm:*",
          "{root,sudo}",
          "2048",
          "3/8",
          "off",
          "true",
          "target/matrix",
          "/var/cache",
          "always");

  @Test
  void isUsedOrRefusedInWords() {
    var names = new ArrayList<>(new TreeSet<>(MatrixOptions.names()));
    var next = new int[1];
    Hostile.fewTexts(
        GOOD,
        input -> {
          var properties = new Properties();
          properties.setProperty(names.get(next[0]++ % names.size()), input);
          Settings settings;
          try {
            settings = Settings.from(properties);
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
          }
          uses(settings);
        });
  }

  /** Reads what later code reads without expecting errors. */
  private static void uses(Settings settings) {
    settings.selectsHost("vm:trixie");
    settings.shard().has("a cell");
    for (var path : List.of(settings.folder(), settings.matrixFile(), settings.cache())) {
      assertThat(path).isNotNull();
    }
    assertThat(settings.repeat()).isPositive();
    assertThat(settings.lanes()).isPositive();
    assertThat(settings.machineMemory()).isPositive();
    assertThat(settings.machineCores()).isPositive();
    var privilege = settings.privileges();
    if (privilege.equals("*")) {
      assertThat(Axes.select(Axis.PRIVILEGE, privilege, List.of("root"), p -> p)).hasSize(1);
    }
  }
}
