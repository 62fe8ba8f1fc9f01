package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;
import org.junit.jupiter.api.Test;

class MountsTest {

  private static final String ROOT = "21 1 254:0 / / rw - ext4 /dev/vda rw\n";
  private static final String DATA = "30 21 0:40 / /data rw - tmpfs tmpfs rw\n";
  private static final String STORAGE = "31 21 254:0 /storage /storage rw - ext4 /dev/vda rw\n";
  private static final Set<String> PASSING = Set.of("/storage");

  @Test
  void nothingIsSaidOfWhatIsAsItWas() {
    assertThat(Mounts.of(ROOT + DATA).changed(Mounts.of(ROOT + DATA), PASSING, folder -> true))
        .isEmpty();
  }

  @Test
  void reportsAMountThatWasLeftBehind() {
    assertThat(Mounts.of(ROOT).changed(Mounts.of(ROOT + DATA), PASSING, folder -> true))
        .contains(Failure.of(FailureId.LEFT_BEHIND, "a mount, /data"));
  }

  @Test
  void reportsAMountThatIsGone() {
    assertThat(Mounts.of(ROOT + DATA).changed(Mounts.of(ROOT), PASSING, folder -> true))
        .contains(Failure.of(FailureId.MOUNT_GONE, "a mount, /data"));
  }

  @Test
  void reportsAnotherMountAtTheSameMountPoint() {
    var other = DATA.replace("30 21", "32 21");
    assertThat(Mounts.of(ROOT + DATA).changed(Mounts.of(ROOT + other), PASSING, folder -> true))
        .contains(Failure.of(FailureId.LEFT_BEHIND, "a mount, /data"));
  }

  /** Another user of the machine renamed or removed the folder of a mount. */
  @Test
  void aMountWhoseFolderWasRenamedIsTheSame() {
    var renamed = DATA.replace("/data", "/data.old");
    assertThat(Mounts.of(ROOT + DATA).changed(Mounts.of(ROOT + renamed), PASSING, folder -> true))
        .isEmpty();
  }

  /** Linux removes a mount from all mount namespaces when anyone removes its folder. */
  @Test
  void aMountWhoseFolderWasRemovedIsNoFinding() {
    assertThat(
            Mounts.of(ROOT + DATA + STORAGE)
                .changed(Mounts.of(ROOT), Set.of(), folder -> !folder.equals("/data")))
        .contains(Failure.of(FailureId.MOUNT_GONE, "a mount, /storage"));
    assertThat(Mounts.of(ROOT + DATA).changed(Mounts.of(ROOT), Set.of(), folder -> false))
        .isEmpty();
  }

  @Test
  void whatComesAndGoesIsNoFinding() {
    assertThat(Mounts.of(ROOT).changed(Mounts.of(ROOT + STORAGE), PASSING, folder -> true))
        .isEmpty();
    assertThat(Mounts.of(ROOT + STORAGE).changed(Mounts.of(ROOT), PASSING, folder -> true))
        .isEmpty();
  }

  @Test
  void andHidesNothingElse() {
    assertThat(Mounts.of(ROOT + STORAGE).changed(Mounts.of(ROOT + DATA), PASSING, folder -> true))
        .contains(Failure.of(FailureId.LEFT_BEHIND, "a mount, /data"));
    assertThat(Mounts.of(ROOT).changed(Mounts.of(ROOT + STORAGE), Set.of(), folder -> true))
        .contains(Failure.of(FailureId.LEFT_BEHIND, "a mount, /storage"));
  }
}
