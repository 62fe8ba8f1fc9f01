package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {

  private static List<Trait> traits(String processes) {
    return Inventory.parse("{\"schema\": 1, \"processes\": [%s]}".formatted(processes)).traits();
  }

  private static List<String> of(String descriptor) {
    return traits(
            "{\"pid\": 7, \"session\": 7, \"process_group\": 7, \"descriptors\": [%s]}"
                .formatted(descriptor))
        .stream()
        .map(Trait::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'socket','family':'inet6','protocol':'tcp','state':'listening'} | inet-socket tcp-listening",
        "{'kind':'socket','family':'unix','type':'stream','peer':'outside'} | unix-socket unix-stream-peer-outside peer-outside",
        "{'kind':'socket','family':'unix','type':'stream','peer':'inside'} | unix-socket",
        "{'kind':'file','deleted':true,'links':0,'size':5242881} | ghost-file:6M",
        "{'kind':'file','deleted':true,'links':1,'size':9} | deleted-hard-link",
        "{'kind':'file','locks':[{'kind':'flock'},{'kind':'posix'}]} | posix-lock flock",
        "{'kind':'eventfd','semaphore':true} | eventfd eventfd-semaphore",
        "{'kind':'eventfd','semaphore':false} | eventfd",
        "{'kind':'timerfd','interval_ns':0} | timerfd",
        "{'kind':'memfd','seals':[],'size':0} | memfd",
        "{'kind':'pidfd','process':7} | pidfd",
        "{'kind':'pidfd','process':8} | pidfd pidfd-outside",
        "{'kind':'file','file_system':'fuse.sshfs'} | fuse-file",
        "{} | ``",
      })
  void aDescriptorHasItsTraits(String descriptor, String traits) {
    assertThat(String.join(" ", of(descriptor.replace('\'', '"')))).isEqualTo(traits);
  }

  @Test
  void theLargestCountsAndAllAreCounted() {
    var file = "{\"kind\": \"file\", \"deleted\": true, \"links\": 0, \"size\": %d}";
    var traits =
        traits(
            "{\"pid\": 1, \"session\": 1, \"process_group\": 1, \"descriptors\": [%s, %s]}"
                .formatted(file.formatted(10), file.formatted(3000)));

    assertThat(traits)
        .containsExactly(new Trait("ghost-file", 2, 3000, List.of("process 1", "process 1")));
    assertThat(traits.get(0)).hasToString("ghost-file:3K");
  }

  @Test
  void theFirstPlacesAreNamed() {
    var file = "{\"fd\": %d, \"kind\": \"file\", \"flags\": [\"append\"], \"path\": \"/log\"}";
    var many = IntStream.range(0, 9).mapToObj(file::formatted).collect(Collectors.joining(","));
    var trait =
        traits(
                "{\"pid\": 7, \"session\": 7, \"process_group\": 7, \"descriptors\": [%s]}"
                    .formatted(many))
            .get(0);

    assertThat(trait.count()).isEqualTo(9);
    assertThat(trait.places())
        .containsExactly("fd 0 of 7, /log", "fd 1 of 7, /log", "fd 2 of 7, /log");
  }

  private static List<String> names(String json) {
    return Inventory.parse(json.replace('\'', '"')).traits().stream().map(Trait::name).toList();
  }

  /** CRIU runs its own code at the lowest executable mapping. */
  @Test
  void onlyTheLowestCodeCounts() {
    var process =
        "{'schema': 1, 'processes': [{'pid': 1, 'session': 1, 'process_group': 1, 'mappings': [%s]}]}";
    var shared = "{'kind': 'anonymous-shared', 'access': 'r-xs'}";
    var own = "{'kind': 'file', 'access': 'r-xp'}";
    var data = "{'kind': 'file', 'access': 'r--p'}";

    assertThat(names(process.formatted(data + "," + shared + "," + own))).contains("shared-code");
    assertThat(names(process.formatted(own + "," + shared))).doesNotContain("shared-code");
  }

  @Test
  void anAccountIsComparedWithTheCallers() {
    var text =
        "{'schema': 1, 'caller': {'uid': 0, 'gid': 0}, 'processes': [{'pid': 1, 'session': 1, 'process_group': 1,"
            + " 'credentials': {'uid': [0, 0, 0, 0], 'gid': [0, 0, %d, 0]}}]}";

    assertThat(names(text.formatted(43))).containsExactly("other-account");
    assertThat(names(text.formatted(0))).isEmpty();
  }

  @Test
  void aDescendantMayBeInAnotherPidNamespace() {
    var text =
        "{'schema': 1, 'processes': [{'pid': 1, 'session': 1, 'process_group': 1, 'namespaces': {'pid': {'inode': 5}}},"
            + " {'pid': 2, 'session': 1, 'process_group': 1, 'namespaces': {'pid': {'inode': %d}}}]}";

    assertThat(names(text.formatted(6))).containsExactly("nested-pid-ns");
    assertThat(names(text.formatted(5))).isEmpty();
    assertThat(names(text.formatted(5).replace(", 'namespaces': {'pid': {'inode': 5}}}]", "}]")))
        .isEmpty();
  }

  @Test
  void whatTheCallerMayNotDoIsATraitToo() {
    var text = "{'schema': 1, 'caller': {'capabilities': '%s', 'filtered': %s}, 'processes': []}";

    assertThat(names(text.formatted("000001ffffffffff", "false"))).isEmpty();
    assertThat(names(text.formatted("000001fffeffffff", "true")))
        .containsExactly("caller-cannot-limit", "caller-filtered");
    assertThat(names(text.formatted("0000010000000000", "false")))
        .containsExactly("caller-not-admin", "caller-cannot-limit");
    assertThat(
            names(
                text.formatted(
                    "0000010000000000', 'bounding_capabilities': '0000010000000000", "false")))
        .containsExactly("caller-not-admin", "caller-cannot-bound", "caller-cannot-limit");
    assertThat(names(text.formatted("0000000000000000", "false")))
        .contains("caller-cannot-checkpoint");
  }

  @Test
  void aSessionMayBeLedFromOutside() {
    assertThat(traits("{\"pid\": 7, \"session\": 3, \"process_group\": 7}"))
        .extracting(Trait::name)
        .containsExactly("session-outside");
  }

  @Test
  void everyTraitHasANameOfItsOwnAndAMeaning() {
    assertThat(TraitRule.all()).extracting(TraitRule::name).doesNotHaveDuplicates();
    assertThat(TraitRule.all()).allSatisfy(r -> assertThat(r.name()).matches("[a-z][a-z_-]*"));
    assertThat(TraitRule.all()).extracting(TraitRule::meaning).noneMatch(String::isBlank);
    assertThat(TraitRule.all())
        .extracting(TraitRule::of)
        .containsOnly("descriptor", "mapping", "process", "thread", "tree");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kind", "=x", "kind=", "Kind=x", "kind<x", "kind>x"})
  void whatIsNoConditionIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Condition.of(text));
  }

  @Test
  void whatIsNoInventoryIsRefused() {
    Hostile.texts(
        List.of(
            "{\"schema\": 1, \"processes\": [{\"pid\": 7, \"descriptors\": [{\"kind\": \"pidfd\"}]}]}",
            "",
            "null",
            "{\"schema\": 2}"),
        input -> {
          try {
            var inventory = Inventory.parse(input);
            assertThat(inventory.traits()).doesNotContainNull();
            assertThat(inventory.unknown()).doesNotContainNull();
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
          }
        });
  }

  @Test
  void aRealProgramHasTheTraitsThatItMade(@TempDir Path folder) {
    var program =
        """
        ghost = open("ghost", "w+"); ghost.truncate(3 << 20); os.unlink("ghost")
        kept = open("kept", "a"); fcntl.flock(kept, fcntl.LOCK_EX)
        server = socket.create_server(("127.0.0.1", 0))
        client = socket.create_connection(server.getsockname()); end, _ = server.accept()
        event = os.eventfd(3, os.EFD_SEMAPHORE)
        pair = socket.socketpair()
        shared = mmap.mmap(-1, 1 << 16)
        os.setsid() if os.getpgrp() != os.getpid() else None
        """;
    var traits = Inventory.parse(Inspected.python(folder, program).stdout()).traits();

    assertThat(traits)
        .extracting(Trait::toString)
        .contains(
            "inet-socket",
            "tcp-established",
            "tcp-listening",
            "unix-socket",
            "ghost-file:3M",
            "append-file",
            "flock",
            "eventfd-semaphore",
            "shared-memory:64K")
        .doesNotContain("tcp-peer-outside", "unix-stream-peer-outside", "sysv-shm", "io_uring");
  }
}
