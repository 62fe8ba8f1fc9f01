package org.criumatrix.runtime;

import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.ControlGroups;

/** What makes containers, below engines or alone, as the Open Container Initiative has it. */
enum Oci {
  RUNC,

  /**
   * It calls CRIU through a library, which distributions may leave out. On a machine with several
   * hierarchies of control groups its restore ends with the removal of its caller's groups, and
   * whoever is in them: it is not even started there.
   */
  CRUN {
    private static final Pattern CAN = Pattern.compile("\\+CRIU\\b");

    @Override
    Optional<String> lacking(Edition edition) {
      if (!ControlGroups.unified()) {
        return Optional.of(
            "crun's restore destroys the caller's control groups unless there is just one hierarchy of them (pure cgroup v2)");
      }
      var says = edition.says("crun", "--version");
      return CAN.matcher(says).find()
          ? Optional.empty()
          : Optional.of(
              "crun was built without CRIU in Debian %s: %s"
                  .formatted(edition.suite(), says.lines().findFirst().orElse("")));
    }
  };

  String program() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Why it cannot be used on this machine, in a root that has it; found before it is run. */
  Optional<String> lacking(Edition edition) {
    return Optional.empty();
  }
}
