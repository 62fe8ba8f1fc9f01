package org.criumatrix.junit;

import java.util.List;
import java.util.function.Supplier;

/** The names that a part of a case's name stands for, where data has them. */
public interface CaseNames extends Supplier<List<String>> {

  /** There are none. */
  final class None implements CaseNames {
    @Override
    public List<String> get() {
      return List.of();
    }
  }
}
