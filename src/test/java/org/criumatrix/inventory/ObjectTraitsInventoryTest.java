package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Set;
import org.criumatrix.matrix.VersionOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real objects of the kernel have the traits that traits.csv names. */
class ObjectTraitsInventoryTest {

  private static final String TRAITS_OF_OBJECTS =
      """
      affinity,                  affinity
      autogroup-nice,            autogroup-nice
      deleted-directory,         removed-directory
      deleted-executable,        executable-deleted
      deleted-hard-link,         hard-link-left
      deleted-working-directory, removed-working-directory
      droppable-memory,          mapping-droppable
      executable-in-memory,      executable-memfd
      executable-in-memory,      program-in-sealed-memfd
      exit-signal,               child-exit-signal
      fifo-written-only,         fifo-without-reader
      guarded-memory,            guard-pages-private
      guarded-memory,            guard-pages-thread-stack
      idmapped-mount,            idmapped-mount
      inotify-unlinked,          inotify-unlinked-file
      io-priority,               ioprio-idle
      io_uring,                  io-uring
      locked-memory,             mlock
      locked-on-fault,           mlock-onfault
      locked-on-fault,           mlockall-onfault
      main-thread-ended,         main-thread-ended
      mapping-of-sealed-memfd,   memfd-sealed-mapped-by-child
      mapping-of-sealed-memfd,   memfd-sealed-shared-mapping
      message-queue,             mqueue
      own-slice,                 sched-slice
      packet-pipe,               pipe-packets
      path-descriptor,           path-descriptor
      path-descriptor-special,   path-descriptor-fifo
      path-descriptor-special,   path-descriptor-socket
      personality,               personality-linux32
      personality,               personality-no-randomization
      pidfd-outside,             pidfd-parent
      pidfd-thread,              pidfd-thread
      pipe-written-only,         pipe-without-reader
      plain-memory-mount,        bpffs-mount
      plain-memory-mount,        hugetlbfs-mount
      plain-memory-mount,        ramfs-mount
      replaced-executable,       executable-replaced
      secretmem,                 secretmem
      shares-descriptors,        child-sharing-files
      shares-folder,             child-sharing-folder
      thread-affinity,           thread-affinity
      thread-folder-and-umask,   thread-own-working-directory
      thread-io-priority,        thread-io-priority
      timerfd-alarm,             timerfd-boottime-alarm
      timerfd-alarm,             timerfd-that-wakes-the-machine
      timerfd-wall-clock,        timerfd-realtime-cancel
      timerfd-wall-clock,        timerfd-until-realtime
      tmpfile,                   tmpfile
      tracefs-mount,             tracefs-mount
      userfaultfd,               userfaultfd
      zombie,                    zombie-exited
      """;

  /** A process takes these over from the one that starts it. */
  private static final Set<String> INHERITED = Set.of("affinity", "io-priority");

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(textBlock = TRAITS_OF_OBJECTS)
  void anObjectHasItsTrait(String trait, String object) {
    var traits = HeldObject.traits(folder, object);

    assumeTrue(
        traits.contains(trait) || isShown(trait), "smaps of this kernel does not show " + trait);
    assertThat(traits).contains(trait);
  }

  /** Older kernels have guard pages, too; some of them show the pages by a backport. */
  private static boolean isShown(String trait) {
    return !trait.equals("guarded-memory")
        || VersionOrder.OLDEST_FIRST.compare(System.getProperty("os.version"), "6.19") >= 0;
  }

  /** The second trait is about something that resembles the object. */
  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource({
    "child-sharing-files, shares-folder",
    "executable-deleted,  executable-in-memory",
    "fifo,                fifo-written-only",
    "inotify-own-folder,  inotify-unlinked",
    "main-thread-ended,   zombie",
    "memfd-future-write-sealed, mapping-of-sealed-memfd",
    "memfd-sealed-private-mapping, mapping-of-sealed-memfd",
    "memfd-sealed-reader-mapping, mapping-of-sealed-memfd",
    "path-descriptor,     path-descriptor-special",
    "path-descriptor-fifo, fifo-written-only",
    "pidfd-thread,        pidfd-outside",
    "pipe-full,           pipe-written-only",
    "tmpfs-mount,         plain-memory-mount",
    "timerfd-boottime,    timerfd-alarm",
    "zombie-exited,       main-thread-ended",
  })
  void anObjectHasNoTraitOfASimilarOne(String object, String trait) {
    assertThat(HeldObject.traits(folder, object)).isNotEmpty().doesNotContain(trait);
  }

  @Test
  void aPlainProcessHasNoneOfTheseTraits() {
    var absent =
        TRAITS_OF_OBJECTS
            .lines()
            .map(line -> line.split(",")[0])
            .filter(trait -> !INHERITED.contains(trait))
            .toList();

    assertThat(HeldObject.traits(folder, "eventfd"))
        .contains("eventfd")
        .doesNotContainAnyElementsOf(absent);
  }
}
