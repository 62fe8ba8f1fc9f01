package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.checkpoint.zdtm.Zdtm;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.CaseNames;
import org.criumatrix.junit.Row;
import org.criumatrix.junit.Settings;
import org.criumatrix.rig.Rig;
import org.criumatrix.zdtm.Flavour;

/**
 * Row "zdtm": CRIU's own tests, from a source tree of the user, played by their own runner. It has
 * no cell without such a tree.
 *
 * <p>Nothing here is restored but by zdtm.py, so that both negative controls are the same.
 */
@Row(value = "zdtm", cost = 8)
class ZdtmScenario {

  /** The tests of the tree that have a flavour. */
  private abstract static class Names implements CaseNames {

    private final Flavour flavour;

    Names(Flavour flavour) {
      this.flavour = flavour;
    }

    @Override
    public List<String> get() {
      // The run has read the tree, and has printed its notes.
      return Settings.fromProperties()
          .zdtm(note -> {})
          .map(tree -> tree.caseNames(flavour))
          .orElse(List.of());
    }
  }

  /** Tests in the namespaces of CRIU. */
  static final class OnHost extends Names {
    OnHost() {
      super(Flavour.H);
    }
  }

  /** Tests in namespaces of their own. */
  static final class InNamespaces extends Names {
    InNamespaces() {
      super(Flavour.NS);
    }
  }

  /** Tests in namespaces of their own, a user namespace among them. */
  static final class InUserNamespace extends Names {
    InUserNamespace() {
      super(Flavour.UNS);
    }
  }

  /**
   * A test in the namespaces of CRIU.
   *
   * <p>If this fails, the evidence has the output of zdtm.py, and of the test if that failed.
   */
  @Case(
      value = "{*}-h",
      about = "CRIU's own test %1 runs in the namespaces of CRIU.",
      names = OnHost.class,
      privilege = "root capabilities",
      runtime = Zdtm.NAME,
      oneProgram = true,
      restores = false)
  void onHost(Rig rig, String name) {
    rig.zdtm(name, "h").passes();
  }

  /** A test in namespaces of its own, which only root makes. */
  @Case(
      value = "{*}-ns",
      about = "CRIU's own test %1 runs in namespaces of its own.",
      names = InNamespaces.class,
      privilege = "root",
      runtime = Zdtm.NAME,
      oneProgram = true,
      restores = false)
  void inNamespaces(Rig rig, String name) {
    rig.zdtm(name, "ns").passes();
  }

  /** A test in namespaces of its own, of which root is no root outside. */
  @Case(
      value = "{*}-uns",
      about = "CRIU's own test %1 runs in namespaces of its own, with a user namespace.",
      names = InUserNamespace.class,
      privilege = "root",
      runtime = Zdtm.NAME,
      oneProgram = true,
      restores = false)
  void inUserNamespace(Rig rig, String name) {
    rig.zdtm(name, "uns").passes();
  }
}
