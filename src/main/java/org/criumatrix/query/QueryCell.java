package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.situation.CaseRole;
import org.criumatrix.situation.Situation;

/** A cell of a run as queries look at it. */
public final class QueryCell {

  /**
   * The run of a cell.
   *
   * @param id the id of the run
   * @param architecture of the machine; empty if it is not known
   * @param machine what else is known of the machine under the cell's host: its processor and
   *     distribution
   */
  public record Origin(String id, String architecture, List<String> machine) {
    public Origin {
      machine = List.copyOf(machine);
    }
  }

  private final CellRecord record;
  private final Origin origin;
  private final int attempts;
  private final Situation situation;
  private final CaseRole role;
  private String searched;

  /**
   * @param attempts how often the run tried the cell
   * @param situation what the case is an example of; null if it is not known
   * @param role how the case answers the question of its situation; null if it is not known
   */
  public QueryCell(
      CellRecord record, Origin origin, int attempts, Situation situation, CaseRole role) {
    this.record = record;
    this.origin = origin;
    this.attempts = attempts;
    this.situation = situation;
    this.role = role;
  }

  public CellRecord record() {
    return record;
  }

  public Origin origin() {
    return origin;
  }

  public int attempts() {
    return attempts;
  }

  /** Returns what the case is an example of; empty if it is not known. */
  public Optional<Situation> situation() {
    return Optional.ofNullable(situation);
  }

  /** Returns how the case answers the question of its situation; empty if it is not known. */
  public Optional<CaseRole> role() {
    return Optional.ofNullable(role);
  }

  /**
   * Returns the values of a field as texts, without those that are empty.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public List<String> texts(String field) {
    return texts(QueryField.ofValues(field)).toList();
  }

  Stream<String> texts(QueryField field) {
    return CellValues.texts(field.name(), this).filter(Objects::nonNull).filter(t -> !t.isEmpty());
  }

  /**
   * Returns the value of a field with numbers: milliseconds, bytes or a number; empty without one.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public OptionalDouble number(String field) {
    return number(QueryField.ofValues(field));
  }

  OptionalDouble number(QueryField field) {
    return CellValues.number(field.name(), this);
  }

  /** Returns everything that plain words look at, in lower case. */
  String searched() {
    if (searched == null) {
      searched =
          TextPattern.lower(
              QueryField.all().stream()
                  .filter(QueryField::searched)
                  .flatMap(this::texts)
                  .collect(joining("\n")));
    }
    return searched;
  }
}
