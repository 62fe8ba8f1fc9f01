package org.criumatrix.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;

class LockFileTest {

  @TempDir Path folder;

  /** Takes the same kind of lock as Java. */
  private int tryInAnotherProcess() throws Exception {
    var script =
        "import fcntl, sys\nfcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)";
    return new ProcessExecutor("python3", "-c", script, folder.resolve("lock").toString())
        .timeout(30, TimeUnit.SECONDS)
        .execute()
        .getExitValue();
  }

  @Test
  void keepsAnotherProcessOutUntilItIsClosed() throws Exception {
    try (var lock = LockFile.open(folder.resolve("lock"))) {
      assertThat(tryInAnotherProcess()).isZero();
      assertThat(lock.tryLock()).isTrue();
      assertThat(tryInAnotherProcess()).isNotZero();
    }
    assertThat(tryInAnotherProcess()).isZero();
  }

  @Test
  void keepsTheSameProcessOutToo() throws Exception {
    var file = folder.resolve("lock");
    try (var second = LockFile.open(file)) {
      try (var first = LockFile.open(file)) {
        assertThat(first.tryLock()).isTrue();
        assertThat(second.tryLock()).isFalse();
      }
      assertThat(second.tryLock()).isTrue();
    }
  }
}
