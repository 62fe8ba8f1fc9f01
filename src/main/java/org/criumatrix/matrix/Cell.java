package org.criumatrix.matrix;

import java.util.EnumMap;
import java.util.Map;

/**
 * A case at one point of the axes. Its id never changes, so that records stay comparable for years.
 *
 * @param caseId the case
 * @param point the value on each axis; every axis has one
 */
public record Cell(CaseId caseId, Map<Axis, String> point) {

  /** The beginning of the names of hosts with the user land of a distribution. */
  public static final String USERLAND = "userland:";

  private static final Axis[] AXES = Axis.values();

  public Cell {
    point = Map.copyOf(point);
    if (point.size() != Axis.values().length) {
      throw new IllegalArgumentException("a cell needs a value on every axis: " + point);
    }
  }

  public static Cell of(CaseId id, String criu, String privilege, String runtime, String host) {
    var point = new EnumMap<Axis, String>(Axis.class);
    point.put(Axis.CRIU, criu);
    point.put(Axis.PRIVILEGE, privilege);
    point.put(Axis.RUNTIME, runtime);
    point.put(Axis.HOST, host);
    return new Cell(id, point);
  }

  public String on(Axis axis) {
    return point.get(axis);
  }

  /**
   * Returns {@code
   * network/tcp-moved-server[criu=4.2.1,privilege=root,runtime=none,host=vm:trixie]}.
   */
  public String id() {
    // Runs have ten thousands of cells, and each record has its id.
    var id = new StringBuilder(caseId.toString());
    for (var axis : AXES) {
      id.append(axis.ordinal() == 0 ? '[' : ',').append(axis.key()).append('=').append(on(axis));
    }
    return id.append(']').toString();
  }

  @Override
  public String toString() {
    return id();
  }

  /**
   * Returns the name under which it is known what its program holds: the case, with the host where
   * that has programs of its own, since another version of a program holds other things.
   */
  public String holder() {
    var host = on(Axis.HOST);
    return host.startsWith(USERLAND) ? caseId + "@" + host : caseId.toString();
  }
}
