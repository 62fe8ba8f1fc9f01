package org.criumatrix.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads texts that are next to a class on the class path: scripts, templates, configurations. */
public final class ResourceText {

  private ResourceText() {}

  /**
   * @param name the file's name, without a folder
   */
  public static String beside(Class<?> owner, String name) {
    try (var in = Objects.requireNonNull(owner.getResourceAsStream(name), "no resource " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " beside " + owner.getName(), e);
    }
  }
}
