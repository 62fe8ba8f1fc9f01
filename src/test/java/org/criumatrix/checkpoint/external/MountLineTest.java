package org.criumatrix.checkpoint.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MountLineTest {

  private static final String HOST =
      """
      21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
      30 21 0:51 / /run rw,relatime - tmpfs x rw
      31 30 0:60 / /run/a\\040b rw - tmpfs x rw
      32 21 0:70 /docker /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids
      """;

  private static MountLine of(String line) {
    return MountLine.parse(line).get(0);
  }

  private static void assertFound(String line, String where) {
    assertThat(of(line).pathIn(MountLine.parse(HOST))).hasValue(where);
  }

  @Test
  void readsALineWithOptionalFields() {
    var line = of("60 50 0:51 /cell /inside ro,nosuid master:3 propagate_from:2 - tmpfs x rw\n");

    assertThat(line).isEqualTo(new MountLine(60, "0:51", "/cell", "/inside", "tmpfs"));
  }

  @Test
  void blanksInPathsAreDecoded() {
    assertThat(MountLine.parse(HOST).get(2).mountPoint()).isEqualTo("/run/a b");
  }

  @Test
  void aPartOfAHostsMountIsFoundBelowIt() {
    assertFound("60 50 0:51 /cell/work /work rw - tmpfs x rw\n", "/run/cell/work");
  }

  @Test
  void aWholeFileSystemIsFoundAtTheHostsMountPoint() {
    assertFound("60 50 0:51 / /work rw - tmpfs x rw\n", "/run");
    assertFound("60 50 254:0 / /host rw - ext4 /dev/vda rw\n", "/");
    assertFound("60 50 254:0 /etc/hosts /etc/hosts rw - ext4 /dev/vda rw\n", "/etc/hosts");
  }

  @Test
  void aPartIsMatchedByWholePathElements() {
    assertFound(
        "60 50 0:70 /docker/1 /sys/fs/cgroup/pids rw - cgroup x rw\n", "/sys/fs/cgroup/pids/1");
    assertThat(of("60 50 0:70 /docker-2 /x rw - cgroup x rw\n").pathIn(MountLine.parse(HOST)))
        .isEmpty();
  }

  @Test
  void aContainersOwnFileSystemIsNotFound() {
    assertThat(of("60 50 0:99 / /dev rw - tmpfs x rw\n").pathIn(MountLine.parse(HOST))).isEmpty();
  }

  @Test
  void aPartIsWithoutWholeIfTheFileSystemIsNotMountedAsOne() {
    var part = "66 50 0:64 /kernel /sys/kernel ro - sysfs sysfs ro\n";
    var alone = MountLine.parse("50 48 0:57 / /sys ro - tmpfs tmpfs rw\n" + part);
    var below = MountLine.parse("50 48 0:64 / /sys ro - sysfs sysfs ro\n" + part);

    assertThat(alone.get(1).isPartWithoutWhole(alone)).isTrue();
    assertThat(alone.get(0).isPartWithoutWhole(alone)).isFalse();
    assertThat(below.get(1).isPartWithoutWhole(below)).isFalse();
  }

  @Test
  void aRemovedFileIsRecognisedByItsName() {
    assertThat(of("1 0 0:60 /x//deleted /proc/kmsg rw - tmpfs x rw\n").isRemoved()).isTrue();
    assertThat(of("1 0 0:60 /x /proc/kmsg rw - tmpfs x rw\n").isRemoved()).isFalse();
  }

  @Test
  void theLastOfSeveralMountsOnOnePathIsVisible() {
    var both = MountLine.parse("1 0 0:1 / /a rw - tmpfs x rw\n2 1 0:2 / /a rw - tmpfs x rw\n");

    assertThat(MountLine.visible(both)).extracting(MountLine::id).containsExactly(2);
  }
}
