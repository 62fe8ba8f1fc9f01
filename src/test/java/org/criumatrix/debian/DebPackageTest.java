package org.criumatrix.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DebPackageTest {

  private static final String LISTS =
      """
      Package: criu
      Version: 3.17.1-2
      Depends: libnet1 (>= 1.1.2.1), libuuid1t64, python3:any, iptables | nftables
      Section: admin
      Description: checkpoint and restore
       Depends: is not this
      SHA256: aa

      Package: libnet1
      Version: 1.1.6-3
      Depends: libc6 (>= 2.4), dpkg
      Section: libs
      SHA256: bb

      Package: libuuid1
      Version: 2.38
      Provides: libuuid1t64 (= 2.38)
      Pre-Depends: libc6
      Section: libs
      SHA256: cc

      Package: libc6
      Version: 2.36-9
      Section: libs
      SHA256: dd

      Package: python3
      Version: 3.11
      Depends: libsqlite3-0
      Section: python
      SHA256: ee

      Package: libsqlite3-0
      Version: 3.40
      Section: libs
      SHA256: ff

      Package: dpkg
      Version: 1.21
      Section: admin
      SHA256: 00
      """;

  @Test
  void onlySharedLibrariesComeAlongAndOnlyThoseThatAreReached() {
    var debs = DebPackage.withLibraries("criu", DebPackage.parse(LISTS));

    assertThat(debs).extracting(DebPackage::name).startsWith("criu");
    assertThat(debs)
        .extracting(DebPackage::pin)
        .containsExactlyInAnyOrder(
            "criu=3.17.1-2", "libnet1=1.1.6-3", "libuuid1=2.38", "libc6=2.36-9");
  }

  @Test
  void aPackageThatTheListsDoNotDescribeIsNamed() {
    assertThatThrownBy(() -> DebPackage.withLibraries("patchelf", DebPackage.parse(LISTS)))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the package lists do not describe patchelf");
  }
}
