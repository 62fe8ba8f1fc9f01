package org.criumatrix.dataset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/** Adds rows to a table. */
final class Insertion implements AutoCloseable {

  private final PreparedStatement statement;

  /**
   * @param columns the number of columns
   */
  Insertion(Connection connection, String table, int columns) throws SQLException {
    var places = String.join(", ", Collections.nCopies(columns, "?"));
    this.statement =
        connection.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table, places));
  }

  void add(Object... values) throws SQLException {
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    // In order, so that a reference to a row that is missing is found at its place.
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
