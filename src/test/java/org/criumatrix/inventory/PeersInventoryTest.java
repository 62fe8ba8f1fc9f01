package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersInventoryTest {

  /** Forks a child that waits, looks at the child and ends it. */
  private static final String LOOK_AT_CHILD =
      """
      def look_at_child(work):
          ready, says = os.pipe()
          child = os.fork()
          if child == 0:
              work()
              os.write(says, b"!")
              time.sleep(60)
          os.read(ready, 1)
          try:
              look(child)
          finally:
              os.kill(child, signal.SIGKILL)
      """;

  @TempDir private Path folder;

  @Test
  void aPairInTheTreeHasItsPeerInside() {
    var seen =
        Inspected.python(
            folder,
            """
            one, other = socket.socketpair()
            at(100, one.fileno())
            at(101, other.fileno())
            other.close()
            """);

    var one = seen.descriptor(100);
    assertThat(one.path("kind").asText()).isEqualTo("socket");
    assertThat(one.path("family").asText()).isEqualTo("unix");
    assertThat(one.path("type").asText()).isEqualTo("stream");
    assertThat(one.path("state").asText()).isEqualTo("established");
    assertThat(one.path("peer").asText()).isEqualTo("inside");
  }

  @Test
  void aPairWithTheParentHasItsPeerOutside() {
    var seen =
        Inspected.python(
            folder,
            LOOK_AT_CHILD
                + """
                one, other = socket.socketpair()
                def work():
                    at(100, one.fileno())
                    one.close()
                    other.close()
                one_too = one.dup()
                look_at_child(work)
                """);

    var one = seen.descriptor(100);
    assertThat(one.path("peer").asText()).isEqualTo("outside");
    assertThat(Inspected.texts(one.path("peers").path("outside")))
        .contains(seen.process().path("parent").asText());
    // The parent has both ends.
    assertThat(one.path("shared").path("outside")).isNotEmpty();
  }

  @Test
  void socketsWithoutAPeerAreToldApart() {
    var seen =
        Inspected.python(
            folder,
            """
            one, other = socket.socketpair()
            at(100, one.fileno())
            other.close()
            listener = socket.socket(socket.AF_UNIX)
            listener.bind("\\0inventory-%d" % os.getpid())
            listener.listen()
            guest = socket.socket(socket.AF_UNIX)
            guest.connect(listener.getsockname())
            at(101, listener.fileno())
            at(102, guest.fileno())
            at(103, socket.socket(socket.AF_INET, socket.SOCK_STREAM).detach())
            """);

    assertThat(seen.descriptor(100).path("peer").asText()).isEqualTo("none");
    assertThat(seen.descriptor(101).path("state").asText()).isEqualTo("listening");
    assertThat(seen.descriptor(101).path("abstract").asBoolean()).isTrue();
    assertThat(seen.descriptor(101).path("name").asText()).startsWith("inventory-");
    assertThat(seen.descriptor(102).path("peer").asText()).isEqualTo("not-accepted");
    assertThat(seen.descriptor(103).path("family").asText()).isEqualTo("inet");
    assertThat(seen.descriptor(103).path("state").asText()).isEqualTo("unlisted");
  }

  @Test
  void connectionsHaveAddressesAndQueues() {
    var seen =
        Inspected.python(
            folder,
            """
            listener = socket.create_server(("127.0.0.1", 0))
            one = socket.create_connection(listener.getsockname())
            other, _ = listener.accept()
            one.send(b"12345")
            at(100, listener.fileno())
            at(101, one.fileno())
            at(102, other.fileno())
            waiting = socket.create_connection(listener.getsockname())
            at(103, waiting.fileno())
            """);

    var listener = seen.descriptor(100);
    assertThat(listener.path("state").asText()).isEqualTo("listening");
    assertThat(listener.path("protocol").asText()).isEqualTo("tcp");
    assertThat(listener.path("local").path("address").asText()).isEqualTo("127.0.0.1");
    var one = seen.descriptor(101);
    assertThat(one.path("state").asText()).isEqualTo("established");
    assertThat(one.path("remote")).isEqualTo(listener.path("local"));
    assertThat(one.path("peer").asText()).isEqualTo("inside");
    assertThat(seen.descriptor(102).path("receive_queue").asInt()).isEqualTo(5);
    assertThat(seen.descriptor(103).path("peer").asText()).isEqualTo("not-accepted");
  }

  @Test
  void aConnectionWithTheParentHasItsPeerOutside() {
    var seen =
        Inspected.python(
            folder,
            LOOK_AT_CHILD
                + """
                listener = socket.create_server(("127.0.0.1", 0))
                def work():
                    listener.close()
                    at(100, socket.create_connection(address).detach())
                address = listener.getsockname()
                accepted = []
                threading.Thread(target=lambda: accepted.append(listener.accept()), daemon=True).start()
                look_at_child(work)
                """);

    assertThat(seen.descriptor(100).path("peer").asText()).isIn("outside", "not-accepted");
    assertThat(seen.descriptor(100).path("same_machine").asBoolean()).isTrue();
  }

  /** A listener with TCP_DEFER_ACCEPT hides a connection until its first data arrives. */
  @Test
  void halfOpenConnectionsOfAListenerAreCounted() {
    var seen =
        Inspected.python(
            folder,
            """
            listener = socket.create_server(("127.0.0.1", 0))
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, 30)
            guests = [socket.create_connection(listener.getsockname()) for _ in range(2)]
            at(100, listener.fileno())
            other = socket.create_server(("127.0.0.1", 0))
            at(101, other.fileno())
            """);

    assertThat(seen.descriptor(100).path("half_open").asInt()).isEqualTo(2);
    assertThat(seen.descriptor(100).path("receive_queue").asInt()).isZero();
    assertThat(seen.descriptor(101).has("half_open")).isFalse();
  }

  /** The socket itself is not connected: only the others show it. */
  @Test
  void sendersToADatagramSocketAreCountedIfTheyAreOutside() {
    var seen =
        Inspected.python(
            folder,
            LOOK_AT_CHILD
                + """
                kept = []
                def sender(name):
                    s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                    s.connect(name)
                    kept.append(s)
                def work():
                    for number in (100, 101):
                        server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                        server.bind("\\0inventory-%d-%d" % (os.getppid(), number))
                        at(number, server.detach())
                    sender("\\0inventory-%d-101" % os.getppid())
                    os.write(joined[1], b"!")
                    os.read(go[0], 1)
                joined, go = os.pipe(), os.pipe()
                def meanwhile():
                    os.read(joined[0], 1)
                    sender("\\0inventory-%d-100" % os.getpid())
                    os.write(go[1], b"!")
                threading.Thread(target=meanwhile).start()
                look_at_child(work)
                """);

    assertThat(seen.descriptor(100).path("senders_outside").asInt()).isEqualTo(1);
    assertThat(seen.descriptor(101).has("senders_outside")).isFalse();
  }

  @Test
  void otherFamiliesAreKnown() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).detach())
            datagram = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            datagram.bind(("::1", 0))
            at(101, datagram.detach())
            """);

    assertThat(seen.descriptor(100).path("family").asText()).isEqualTo("netlink");
    assertThat(seen.descriptor(101).path("family").asText()).isEqualTo("inet6");
    assertThat(seen.descriptor(101).path("protocol").asText()).isEqualTo("udp");
    assertThat(seen.descriptor(101).path("local").path("address").asText()).isEqualTo("::1");
  }

  @Test
  void aPipeShowsWhoHasItsEnds() {
    var seen =
        Inspected.python(
            folder,
            LOOK_AT_CHILD
                + """
                own, owns = os.pipe()
                to_child, from_parent = os.pipe()
                lone, gone = os.pipe()
                os.close(gone)
                def work():
                    at(100, own)
                    at(101, owns)
                    at(102, to_child)
                    os.close(from_parent)
                    at(103, lone)
                look_at_child(work)
                """);

    assertThat(seen.descriptor(100).path("kind").asText()).isEqualTo("pipe");
    assertThat(seen.descriptor(100).path("access").asText()).isEqualTo("read");
    assertThat(seen.descriptor(100).path("peer").asText()).isEqualTo("inside");
    assertThat(seen.descriptor(102).path("peer").asText()).isEqualTo("outside");
    assertThat(Inspected.texts(seen.descriptor(102).path("writers").path("outside")))
        .containsExactly(seen.process().path("parent").asText());
    // An ordinary account, or a PID namespace, does not see every process.
    assertThat(seen.descriptor(103).path("peer").asText()).isIn("none", "unknown");
  }
}
