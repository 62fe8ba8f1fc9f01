package org.criumatrix.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.advice.Advice;
import org.criumatrix.advice.AdviceJson;
import org.criumatrix.advice.AdviceText;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.Answer;
import org.criumatrix.advice.CommandPair;
import org.criumatrix.advice.Evidence;
import org.criumatrix.advice.Question;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.MatrixFileException;
import org.criumatrix.matrix.Plan;
import org.criumatrix.target.Target;
import org.criumatrix.target.Targets;

/** Looks at a program and gives the advice that the user has asked for. */
final class AdviceDesk {

  /** Without these links no trait of docs/traits.md but that of a replaced mapping is hidden. */
  private static final String HARMLESS = "map_files";

  /** What was said of a job, tree by tree. */
  record Reply(List<Answer> answers, String text, String json) {}

  private final Evidence evidence = Evidence.shipped();
  private final Adviser adviser = new Adviser(matrix(), evidence);
  private final String criu;
  private final String privilege;
  private final List<String> options;
  private final Set<Plan> plans;
  private final boolean all;

  /**
   * @param criu the version that is to be used; empty: that of this machine
   * @param privilege of CRIU, as on the axis
   * @param options of CRIU that are used in any case
   * @param all whether to list what is fine, too
   */
  AdviceDesk(
      Optional<String> criu, String privilege, List<String> options, Set<Plan> plans, boolean all) {
    this.criu = criu.or(CriuCatalog::installedVersion).orElseGet(() -> evidence.versions().get(0));
    this.privilege = privilege;
    this.options = List.copyOf(options);
    this.plans = Set.copyOf(plans);
    this.all = all;
  }

  /** Returns the suite's own expectations. */
  static MatrixFile matrix() {
    var file = Checkout.folder().resolve("matrix.csv");
    try {
      return MatrixFile.read(file);
    } catch (MatrixFileException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, file + " cannot be read", e);
    }
  }

  /**
   * @param name of the container, for its engine; empty without one
   * @throws org.criumatrix.target.TargetException if the program has ended
   */
  Reply advise(Target target, String name) {
    var answers = new ArrayList<Answer>();
    var text = new ArrayList<String>();
    var json = new ArrayList<String>();
    advise(target, target.pid(), target.description(), name, answers, text, json);
    for (var root : target.otherRoots()) {
      var description = "A further tree of the same job, process %d".formatted(root);
      advise(target, root, description, name, answers, text, json);
    }
    return new Reply(answers, String.join("\n", text), "[" + String.join(",\n", json) + "]\n");
  }

  private void advise(
      Target target,
      long pid,
      String description,
      String name,
      List<Answer> answers,
      List<String> text,
      List<String> json) {
    var targets = Targets.onThisMachine();
    targets.checkIsThere(target);
    var out = InventoryProgram.json(pid);
    targets.checkIsThere(target);
    var question = question(Inventory.parse(out), target.runtime());
    var advice = adviser.advise(question, criu);
    var others =
        evidence.versions().stream()
            .filter(v -> !v.equals(criu))
            .map(v -> adviser.advise(question, v))
            .toList();
    var commands = CommandPair.of(target.runtime(), pid, name, advice.options());
    var everything = new ArrayList<Advice>(List.of(advice));
    everything.addAll(others);
    answers.add(advice.answer());
    text.add(
        new AdviceText(question, AdviceDesk::painted, all)
            .of(description, advice, commands, others));
    json.add(AdviceJson.of(description, pid, question, everything, commands));
  }

  /** Returns words in a style, where the terminal has colours. */
  static String painted(String style, String words) {
    return Terminal.ansi().string("@|%s %s|@".formatted(style, words));
  }

  private Question question(Inventory inventory, String runtime) {
    var way = plans.isEmpty() ? EnumSet.noneOf(Plan.class) : EnumSet.copyOf(plans);
    if (!runtime.equals("none")) {
      // Its engine is meant to make the checkpoint.
      way.add(Plan.PREPARED);
    }
    return new Question(
        inventory.traits(),
        inventory.unknown().stream().filter(u -> !u.startsWith(HARMLESS)).toList(),
        inventory.kernel(),
        privilege,
        runtime,
        options,
        way);
  }
}
