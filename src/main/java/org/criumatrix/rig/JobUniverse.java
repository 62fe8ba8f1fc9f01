package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.batch.JobsDocker;
import org.criumatrix.batch.Pool;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** What HTCondor runs a job in. */
enum JobUniverse {
  VANILLA {
    @Override
    String lines() {
      return "universe = vanilla";
    }
  },
  /** Apptainer's. */
  CONTAINER {
    @Override
    String lines() {
      return "universe = container%ncontainer_image = %s%ntransfer_container = False"
          .formatted(IMAGE);
    }

    @Override
    Optional<String> unavailable(Pool pool) {
      return pool.lacks("HasSingularity");
    }

    @Override
    void makeReady(Host node) {
      makeFolder(node);
    }
  },
  DOCKER {
    @Override
    String lines() {
      return "universe = docker%ndocker_image = %s".formatted(JobsDocker.IMAGE);
    }

    @Override
    Optional<String> unavailable(Pool pool) {
      return pool.lacks("HasDocker");
    }

    @Override
    void makeReady(Host node) {
      makeFolder(node);
      JobsDocker.makeImage(node, IMAGE);
    }
  };

  private static final String IMAGE = "/run/criu-matrix-image";

  /** Nothing is in it but places: its programs are the node's own. */
  private static final String MAKE_IMAGE =
      """
      set -e
      [ ! -d "$0" ] || exit 0
      mkdir "$0" && cd "$0"
      # Docker's own init is put into sbin, below which /usr must not lie.
      mkdir -p dev etc home proc root run sbin srv sys tmp usr var/tmp
      chmod 1777 tmp var/tmp
      for folder in bin lib lib64; do ln -s "usr/$folder" "$folder"; done
      touch etc/group etc/hosts etc/localtime etc/passwd etc/resolv.conf
      """;

  private static void makeFolder(Host node) {
    node.must(Command.of("sh", "-c", MAKE_IMAGE, IMAGE));
  }

  /** Those of a submit description that say so. */
  abstract String lines();

  /** Why no node of a pool has it; empty when one has. */
  Optional<String> unavailable(Pool pool) {
    return Optional.empty();
  }

  /** What a node must have before a job is handed in. */
  void makeReady(Host node) {}
}
