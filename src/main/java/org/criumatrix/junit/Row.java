package org.criumatrix.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.criumatrix.application.Userlands;
import org.criumatrix.batch.registry.BatchSystems;

/** The scenarios of one row of the table. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Row {

  /** The row's name, such as {@code open-files}. */
  String value();

  /** Globs over the hosts that its cases are useful for, unless a case has its own. */
  String host() default "!{container," + Userlands.NAME + "," + BatchSystems.NAMES + "}:*";

  /** The rough cost of one of its cells, as a multiple of a cell of {@code threads-forks}. */
  int cost() default 1;
}
