package org.criumatrix.trial;

import java.nio.file.Path;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.checkpoint.plain.OwnNamespaces;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/** The program runs in the user's own folder, as the host shows it. */
final class UserFolder extends NoContainer {

  private final Path folder;

  private UserFolder(Path folder) {
    this.folder = folder;
  }

  /** Returns a runtime without a container. */
  static Runtime plain(Path folder) {
    return new UserFolder(folder);
  }

  /** Returns a runtime in which the program has namespaces of its own, as in a container. */
  static Runtime contained(Path folder) {
    return new OwnNamespaces(
        ContainedFolders.of(folder), launch -> launch.inExistingFolder(folder.toString()));
  }

  @Override
  public Subject start(RuntimeContext context, String name, Workload workload, boolean terminal) {
    return context.launch(name, terminal).inExistingFolder(folder.toString()).start(workload);
  }
}
