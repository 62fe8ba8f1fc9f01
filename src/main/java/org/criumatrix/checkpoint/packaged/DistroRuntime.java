package org.criumatrix.checkpoint.packaged;

import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.distro.Edition;

/** A runtime that is an edition of an engine and runs in a root of the distribution that has it. */
public interface DistroRuntime extends Runtime {

  Edition edition();

  @Override
  default String name() {
    return edition().name();
  }

  @Override
  default Optional<String> lacking() {
    return edition().lacking();
  }

  @Override
  default Optional<Path> distribution() {
    return Optional.of(edition().folder());
  }
}
