package org.criumatrix.checkpoint.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OciTest {

  private static final String UNIFIED = "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n";
  private static final String OLD = "cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0\n";

  @Test
  void aSingleHierarchyOfVersion2IsPure() {
    assertThat(Oci.isPure("proc /proc proc rw 0 0\n" + UNIFIED)).isTrue();
  }

  @Test
  void noneSeveralOrVersion1AreNotPure() {
    assertThat(Oci.isPure("proc /proc proc rw 0 0\n")).isFalse();
    assertThat(Oci.isPure(OLD)).isFalse();
    assertThat(Oci.isPure(OLD + UNIFIED)).isFalse();
  }

  @Test
  void programNamesAreInLowerCase() {
    assertThat(Oci.CRUN.program()).isEqualTo("crun");
  }
}
