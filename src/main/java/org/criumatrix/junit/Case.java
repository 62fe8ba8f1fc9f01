package org.criumatrix.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.criumatrix.batch.registry.BatchSystems;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One concrete situation of a {@link Row}: a method with a {@code Rig} as its parameter, run once
 * for each point of the axes that makes sense for it, and once with each negative control.
 *
 * <p>Situations that differ in a word share a method: {@code {tcp,udp}-moved-{client,server}} are
 * four cases, and the words are the method's further parameters.
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

  /**
   * Globs over the runtimes that the case makes sense for; {@code %1} stands for the first of the
   * words that make the case.
   */
  String runtime() default "none";

  /** Globs over the hosts that the case makes sense for; {@code %1} as for runtimes. */
  String host() default "!{container," + BatchSystems.NAMES + "}:*";

  /**
   * Which of the words names what a container may do, counted from 1; 0: none does. See {@code
   * grants.csv}.
   */
  int grant() default 0;

  /** How many hosts it needs, 1 or 2. */
  int hosts() default 1;
}
