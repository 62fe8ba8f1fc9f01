package org.criumatrix.matrix;

/** A TOML file cannot be used; the message names the file and the line. */
public final class TomlException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  TomlException(String message, Throwable cause) {
    super(message, cause);
  }
}
