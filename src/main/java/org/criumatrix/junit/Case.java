package org.criumatrix.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A concrete situation of a {@link Row}: a method with a {@code Rig} as its parameter. It runs once
 * at each suitable point of the axes, and once with each negative control.
 *
 * <p>Situations that differ in a word share a method: {@code {tcp,udp}-moved-{client,server}} is
 * four cases, and the words are further parameters of the method.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Cells.class)
public @interface Case {

  /** The case's name in its row; {@code {*}} stands for one of {@link #names}. */
  String value();

  /**
   * What the case is, in one sentence for readers who know nothing of the suite. {@code %1} stands
   * for the first of the case's words, or for what {@link #words} says of it.
   */
  String about();

  /**
   * What words of the case mean in the sentence, in one text or in several: {@code client=the
   * client; both=both ends}. A word without a meaning stands for itself.
   */
  String[] words() default {};

  /** A file or a folder has the names that {@code {*}} stands for. */
  Class<? extends CaseNames> names() default CaseNames.None.class;

  /** Globs over the privileges that the case is useful for. */
  String privilege() default "*";

  /**
   * Globs over the runtimes that the case is useful for. {@code %1} stands for the first of the
   * case's words.
   */
  String runtime() default "none";

  /**
   * Globs over the hosts that the case is useful for; {@code %1} as for runtimes. Without any,
   * those of its row count.
   */
  String host() default "";

  /**
   * The position, counted from 1, of the word that a kind of host needs to know: what a container
   * may do, see {@code grants.csv}, or the application that a user land has to have; 0: there is
   * none.
   */
  int grant() default 0;

  /**
   * The position, counted from 1, of the word that is the version of the CRIU that dumps; 0: the
   * cell's CRIU does.
   */
  int dumper() default 0;

  /**
   * Whether it only adds detail to another case. Older CRIU builds play such a case in the tier
   * {@code all}, and if {@code -Dcells} names its row.
   */
  boolean detail() default false;

  /**
   * Whether one program checks all cases of the method. Then negative controls are played for some
   * of them, see {@link CasePlan#hasControls}.
   */
  boolean oneProgram() default false;

  /** Whether it restores what it dumps. Without a restore both negative controls are the same. */
  boolean restores() default true;

  /** The number of hosts that it needs, 1 or 2. */
  int hosts() default 1;
}
