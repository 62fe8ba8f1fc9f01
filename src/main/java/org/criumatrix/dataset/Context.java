package org.criumatrix.dataset;

/**
 * What a user has: a CRIU build, a kernel, a privilege, a runtime and a kind of host.
 *
 * @param host as in {@link Answer}
 */
public record Context(String criu, String kernel, String privilege, String runtime, String host) {

  static final String MACHINE = "machine";

  static Context of(CellEntry cell) {
    return new Context(
        cell.criu(), cell.kernel(), cell.caller(), cell.runtime(), kind(cell.host()));
  }

  static Context of(Answer answer) {
    return new Context(
        answer.criu(), answer.kernel(), answer.privilege(), answer.runtime(), answer.host());
  }

  /**
   * Returns the value of an axis.
   *
   * @param axis {@code host}
   */
  String on(String axis) {
    return switch (axis) {
      case "criu" -> criu;
      case "kernel" -> kernel;
      case "privilege" -> privilege;
      case "runtime" -> runtime;
      case "host" -> host;
      default -> throw new IllegalArgumentException("no axis of a context: " + axis);
    };
  }

  /**
   * Returns a value of the host axis without the name of a machine. A pair of machines keeps its
   * names: what their processors have in common decides.
   */
  static String kind(String host) {
    var isMachine = host.equals("local") || host.startsWith("vm:") && !host.contains("+");
    return isMachine ? MACHINE : host;
  }
}
