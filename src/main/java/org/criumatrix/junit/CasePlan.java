package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.criumatrix.execution.Control;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Selection;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A case and its selected cells.
 *
 * @param words the alternatives that select this case of its method
 * @param hosts the number of hosts that a cell needs
 * @param grant what a container that is the host may do; empty if the host is not a container
 * @param dumper the version of the CRIU that dumps; empty: the cell's
 * @param restores whether the case restores what it dumps
 * @param about what the case is, in one sentence
 * @param cells the cells in the order of the axes
 */
record CasePlan(
    CaseId id,
    List<String> words,
    int hosts,
    String grant,
    String dumper,
    boolean restores,
    String about,
    List<Cell> cells) {

  private static final String FIRST_WORD = "%1";
  private static final String NAMES = "{*}";
  private static final int ONE_IN = 16;
  private static final List<Axis> OTHER_AXES = List.of(Axis.CRIU, Axis.RUNTIME, Axis.HOST);

  /** Returns all cases of a method. */
  static List<CasePlan> of(Method method, Axes axes) {
    var row = AnnotationSupport.findAnnotation(method.getDeclaringClass(), Row.class);
    var spec = AnnotationSupport.findAnnotation(method, Case.class);
    if (row.isEmpty() || spec.isEmpty()) {
      throw new IllegalStateException(method + " needs @Case, and its class @Row");
    }
    var pattern = pattern(spec.get());
    if (pattern.isEmpty()) {
      return List.of();
    }
    var choices = Alternatives.of(pattern.get());
    if (method.getParameterCount() != 1 + choices.get(0).words().size()) {
      throw new IllegalStateException(
          method + " takes a Rig, and a String for each pair of braces in its case's name");
    }
    var serving = axes.serving(spec.get().hosts());
    return choices.stream()
        .map(
            choice -> {
              var id = new CaseId(row.get().value(), choice.name());
              var words = choice.words();
              var cells =
                  serving.cells(
                      id,
                      Selection.of(spec.get().privilege()),
                      Selection.of(first(spec.get().runtime(), words)),
                      Selection.of(first(hosts(row.get(), spec.get()), words)));
              return new CasePlan(
                  id,
                  words,
                  spec.get().hosts(),
                  word(words, spec.get().grant()),
                  word(words, spec.get().dumper()),
                  spec.get().restores(),
                  CaseSentence.of(spec.get(), words),
                  cells);
            })
        .toList();
  }

  private static String hosts(Row row, Case spec) {
    return spec.host().isEmpty() ? row.host() : spec.host();
  }

  /** Returns the names of the cases; empty if the file or the folder with them has none. */
  private static Optional<String> pattern(Case spec) {
    if (!spec.value().contains(NAMES)) {
      return Optional.of(spec.value());
    }
    var names = ReflectionSupport.newInstance(spec.names()).get();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(spec.value().replace(NAMES, "{" + String.join(",", names) + "}"));
  }

  /**
   * Returns whether negative controls are played for a case of a method: for every one, or for one
   * in sixteen if they share the program that checks them.
   *
   * @param position the number of selected cases of the method before this one
   */
  static boolean hasControls(Method method, int position) {
    var oneProgram =
        AnnotationSupport.findAnnotation(method, Case.class).orElseThrow().oneProgram();
    return !oneProgram || position % ONE_IN == 0;
  }

  /** Returns whether the method's cases only add detail to others. */
  static boolean isDetail(Method method) {
    return AnnotationSupport.findAnnotation(method, Case.class).orElseThrow().detail();
  }

  /** Returns the negative controls that differ for it: a replay differs by its restore. */
  List<Control.Kind> controls() {
    return restores ? List.of(Control.Kind.values()) : List.of(Control.Kind.RESTART);
  }

  /** Returns this case with the cells of the newest build alone. */
  CasePlan withNewestBuild(Axes axes) {
    return new CasePlan(
        id,
        words,
        hosts,
        grant,
        dumper,
        restores,
        about,
        cells.stream().filter(axes::isNewest).toList());
  }

  /**
   * Whether a cell has the first of the privileges that its case runs with, on the same host with
   * the same build and runtime.
   */
  boolean hasFirstPrivilege(Cell cell) {
    return cells.stream()
        .filter(c -> OTHER_AXES.stream().allMatch(a -> c.on(a).equals(cell.on(a))))
        .findFirst()
        .filter(cell::equals)
        .isPresent();
  }

  /**
   * Returns one case of each situation: the first alternative of a method. If the first word names
   * the container of the workload or of CRIU, it returns the first case for each such word.
   */
  static List<CasePlan> situations(Method method, List<CasePlan> plans) {
    var spec = AnnotationSupport.findAnnotation(method, Case.class).orElseThrow();
    var contained = spec.runtime().contains(FIRST_WORD) || spec.host().contains(FIRST_WORD);
    var seen = new HashSet<String>();
    return plans.stream()
        .filter(p -> seen.add(contained ? p.words().get(0) : method.getName()))
        .toList();
  }

  private static String word(List<String> words, int position) {
    return position == 0 ? "" : words.get(position - 1);
  }

  private static String first(String globs, List<String> words) {
    return words.isEmpty() ? globs : globs.replace(FIRST_WORD, words.get(0));
  }
}
