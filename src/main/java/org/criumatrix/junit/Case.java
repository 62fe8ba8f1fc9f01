package org.criumatrix.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One concrete situation of a {@link Row}: a method with a {@code Rig} as its parameter, run once
 * for each point of the axes that makes sense for it, and once with the negative control.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Cells.class)
public @interface Case {

  /** The case's name in its row. */
  String value();

  /** Globs over the privileges that the case makes sense for. */
  String privilege() default "*";

  /** Globs over the runtimes that the case makes sense for. */
  String runtime() default "none";
}
