package org.criumatrix.checkpoint.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkLineTest {

  private static final String INSIDE =
      """
      1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
      2: eth0@if63: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default \\    link/ether 02:42:cb:00:71:09 brd ff:ff:ff:ff:ff:ff link-netnsid 0
      """;

  private static final String OUTSIDE =
      """
      1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000\\    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
      4: br0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP mode DEFAULT group default \\    link/ether 02:42:9f:e3:d5:3a brd ff:ff:ff:ff:ff:ff
      62: vetha@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master br1 state UP mode DEFAULT group default \\    link/ether d6:1d:8a:3f:50:70 brd ff:ff:ff:ff:ff:ff link-netnsid 1
      63: vethb@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master br0 state UP mode DEFAULT group default \\    link/ether d6:1d:8a:3f:50:71 brd ff:ff:ff:ff:ff:ff link-netnsid 2
      64: one@two: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN mode DEFAULT group default \\    link/ether d6:1d:8a:3f:50:72 brd ff:ff:ff:ff:ff:ff
      """;

  @Test
  void aLineHasNamePeerAndBridge() {
    assertThat(LinkLine.parse(OUTSIDE))
        .contains(new LinkLine(63, "vethb", 2, "br0"), new LinkLine(64, "one", 0, ""));
  }

  @Test
  void theOtherEndIsTheLinkThatNamesThisOneAsItsPeer() {
    var outside = LinkLine.parse(OUTSIDE);
    var inside = LinkLine.parse(INSIDE);
    assertThat(inside.get(0).otherEnd(outside)).isEmpty();
    assertThat(inside.get(1).otherEnd(outside)).map(LinkLine::name).contains("vethb");
  }
}
