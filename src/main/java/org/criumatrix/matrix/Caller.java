package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How CRIU is called in a run. It is no part of a cell's id, so that runs can be compared. */
public enum Caller {
  /** By its command line. */
  COMMAND,
  /** By {@code criu swrk}, which is started for one request, as container engines do. */
  SWRK,
  /** By a {@code criu service} that runs on the host. */
  SERVICE,
  /** By a C program with libcriu, which starts {@code criu swrk} in its own way. */
  LIBCRIU;

  /** The name of the condition in matrix.csv's column with: {@code caller=swrk}. */
  public static final String CONDITION = "caller";

  /** Returns the caller of a name; empty if there is none. */
  public static Optional<Caller> find(String key) {
    return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
  }

  /** Returns all names. */
  public static String names() {
    return Arrays.stream(values()).map(Caller::key).collect(Collectors.joining(", "));
  }

  /** Returns the name that options and records have. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns it as records list it among the options of a dump; empty for the command line. */
  public Optional<String> option() {
    return this == COMMAND ? Optional.empty() : Optional.of(CONDITION + "=" + key());
  }
}
