package org.criumatrix.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.matrix.ResourceText;

/** A new SQLite file that is filled row by row. */
final class Database implements Closeable {

  private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";

  private final Connection connection;
  private final Map<String, Insertion> insertions = new HashMap<>();

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes the file and its tables.
   *
   * @throws IOException if it cannot be written
   */
  static Database create(Path file) throws IOException {
    try {
      var database = new Database(connect(file));
      // If this is cut off, the file is removed anyway.
      database.run(
          "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;");
      database.run(ResourceText.beside(Database.class, "tables.sql"));
      database.connection.setAutoCommit(false);
      return database;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** SQLite is a native library, which is unpacked into a private folder and removed again. */
  private static synchronized Connection connect(Path file) throws IOException, SQLException {
    var folder = Files.createTempDirectory("criu-matrix-sqlite");
    var before = System.getProperty(LIBRARY_FOLDER);
    System.setProperty(LIBRARY_FOLDER, folder.toString());
    try {
      return DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException e) {
      throw new IOException(
          ("SQLite does not start from %s: %s. If programs cannot be run from there, set"
                  + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER")
              .formatted(folder.getParent(), e.getMessage()),
          e);
    } finally {
      if (before == null) {
        System.clearProperty(LIBRARY_FOLDER);
      } else {
        System.setProperty(LIBRARY_FOLDER, before);
      }
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(folder);
  }

  private void run(String statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var one : statements.split(";\\s*(?:\n|$)")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    }
  }

  /**
   * Adds a row.
   *
   * @param values of all columns, in their order
   */
  void add(String table, Object... values) throws IOException {
    try {
      var insertion = insertions.get(table);
      if (insertion == null) {
        insertion = new Insertion(connection, table, values.length);
        insertions.put(table, insertion);
      }
      insertion.add(values);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Ends the transaction, and adds indexes and views. */
  void finish() throws IOException {
    try {
      for (var insertion : insertions.values()) {
        insertion.close();
      }
      insertions.clear();
      run(ResourceText.beside(Database.class, "indexes.sql"));
      connection.commit();
      connection.setAutoCommit(true);
      run("PRAGMA optimize;");
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static IOException failure(SQLException e) {
    return new IOException("SQLite: " + e.getMessage(), e);
  }
}
