package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesInventoryTest {

  @TempDir private Path folder;

  @Test
  void listsAFileWithItsPositionAndFlags() {
    var seen =
        Inspected.python(
            folder,
            """
            file = os.open("a file", os.O_CREAT | os.O_RDWR | os.O_APPEND)
            os.write(file, b"12345")
            at(100, file)
            """);

    var file = seen.descriptor(100);
    assertThat(file.path("kind").asText()).isEqualTo("file");
    assertThat(file.path("path").asText()).endsWith("/a file");
    assertThat(file.path("deleted").asBoolean(true)).isFalse();
    assertThat(file.path("replaced").asBoolean(true)).isFalse();
    assertThat(file.path("position").asInt()).isEqualTo(5);
    assertThat(file.path("size").asInt()).isEqualTo(5);
    assertThat(file.path("access").asText()).isEqualTo("read-write");
    assertThat(Inspected.texts(file.path("flags"))).containsExactly("append");
    assertThat(file.path("file_system").asText()).isNotEmpty();
  }

  @Test
  void aDeletedFileHasASizeAndNoLinks() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, os.open("gone", os.O_CREAT | os.O_RDWR))
            os.write(100, b"x" * 4321)
            os.unlink("gone")
            """);

    var file = seen.descriptor(100);
    assertThat(file.path("deleted").asBoolean()).isTrue();
    assertThat(file.path("replaced").asBoolean(true)).isFalse();
    assertThat(file.path("path").asText()).endsWith("/gone");
    assertThat(file.path("links").asInt(-1)).isZero();
    assertThat(file.path("size").asInt()).isEqualTo(4321);
  }

  @Test
  void aNameThatLeadsToAnotherFileIsReplaced() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, os.open("one", os.O_CREAT | os.O_RDWR))
            open("other", "w").close()
            os.rename("other", "one")
            """);

    assertThat(seen.descriptor(100).path("deleted").asBoolean()).isTrue();
    assertThat(seen.descriptor(100).path("replaced").asBoolean()).isTrue();
  }

  @Test
  void aFileWhoseNameOnlyLooksDeletedIsNot() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, os.open("kept (deleted)", os.O_CREAT | os.O_RDWR))
            at(101, os.open("twice", os.O_CREAT | os.O_RDWR))
            os.link("twice", "second name")
            os.unlink("twice")
            """);

    assertThat(seen.descriptor(100).path("deleted").asBoolean(true)).isFalse();
    assertThat(seen.descriptor(100).path("path").asText()).endsWith("/kept (deleted)");
    assertThat(seen.descriptor(101).path("deleted").asBoolean()).isTrue();
    assertThat(seen.descriptor(101).path("links").asInt()).isEqualTo(1);
  }

  @Test
  void locksAndLeasesAreListed() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, os.open("posix", os.O_CREAT | os.O_RDWR))
            fcntl.lockf(100, fcntl.LOCK_EX, 10, 5)
            at(101, os.open("flock", os.O_CREAT | os.O_RDWR))
            fcntl.flock(101, fcntl.LOCK_SH)
            os.close(os.open("lease", os.O_CREAT | os.O_RDWR))
            at(102, os.open("lease", os.O_RDONLY))
            fcntl.fcntl(102, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            """);

    var posix = seen.descriptor(100).path("locks").path(0);
    assertThat(posix.path("kind").asText()).isEqualTo("posix");
    assertThat(posix.path("mode").asText()).isEqualTo("write");
    assertThat(posix.path("from").asText()).isEqualTo("5");
    assertThat(posix.path("to").asText()).isEqualTo("14");
    assertThat(seen.descriptor(101).path("locks").path(0).path("kind").asText()).isEqualTo("flock");
    assertThat(seen.descriptor(101).path("locks").path(0).path("mode").asText()).isEqualTo("read");
    assertThat(seen.descriptor(102).path("locks").path(0).path("kind").asText()).isEqualTo("lease");
  }

  /** A lease would be broken by opening the file, a FIFO would wake its writer. */
  @Test
  void filesWithLeasesAndFifosAreNotOpened() {
    var seen =
        Inspected.python(
            folder,
            """
            signal.signal(signal.SIGIO, lambda *_: os._exit(9))
            os.close(os.open("lease", os.O_CREAT | os.O_RDWR))
            at(100, os.open("lease", os.O_RDWR))
            fcntl.fcntl(100, fcntl.F_SETLEASE, fcntl.F_WRLCK)
            os.mkfifo("fifo")
            at(101, os.open("fifo", os.O_RDONLY | os.O_NONBLOCK))
            memory = os.memfd_create("leased")
            at(102, os.open("/proc/self/fd/%d" % memory, os.O_RDONLY))
            os.close(memory)
            fcntl.fcntl(102, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            """);

    assertThat(seen.exit()).as(seen.stderr()).isZero();
    assertThat(seen.descriptor(100).path("locks").path(0).path("mode").asText()).isEqualTo("write");
    assertThat(seen.descriptor(101).path("kind").asText()).isEqualTo("fifo");
    assertThat(seen.descriptor(101).path("peer").asText()).isIn("none", "unknown");
    assertThat(seen.descriptor(102).path("seals").isNull()).isTrue();
  }

  @Test
  void strangeNamesLeaveTheJsonValid() {
    var seen =
        Inspected.python(
            folder,
            """
            name = b'a "b" \\\\ c\\nd\\te \\xff\\xc0\\x80 (x) \\xe2\\x82'
            at(100, os.open(name, os.O_CREAT | os.O_RDWR))
            os.truncate(100, 4096)
            kept = mmap.mmap(100, 4096)
            libc.prctl(15, b'a) b "\\xff\\n', 0, 0, 0)
            """);

    var file = seen.descriptor(100);
    assertThat(file.path("path").asText()).contains("a \"b\" \\ c\nd\te \ufffd\ufffd\ufffd (x)");
    assertThat(file.path("path_hex").asText()).endsWith("20ffc08020287829" + "20e282");
    assertThat(seen.process().path("name").asText()).isEqualTo("a) b \"\ufffd\n");
    assertThat(seen.mappings("file-shared"))
        .anyMatch(m -> m.path("path_hex").equals(file.path("path_hex")));
  }

  @Test
  void devicesTerminalsAndNamespacesHaveKinds() {
    var seen =
        Inspected.python(
            folder,
            """
            at(100, os.open("/dev/null", os.O_RDWR))
            master, slave = os.openpty()
            at(101, master)
            at(102, slave)
            at(103, os.open("/proc/self/ns/net", os.O_RDONLY))
            at(104, os.open(".", os.O_PATH))
            """);

    assertThat(seen.descriptor(100).path("kind").asText()).isEqualTo("device");
    assertThat(seen.descriptor(100).path("number").asText()).isEqualTo("1:3");
    assertThat(seen.descriptor(101).path("kind").asText()).isEqualTo("terminal-master");
    assertThat(seen.descriptor(102).path("kind").asText()).isEqualTo("terminal");
    assertThat(seen.descriptor(102).path("peer").asText()).isEqualTo("inside");
    assertThat(seen.descriptor(103).path("kind").asText()).isEqualTo("namespace");
    assertThat(seen.descriptor(104).path("kind").asText()).isEqualTo("directory");
    assertThat(Inspected.texts(seen.descriptor(104).path("flags"))).containsExactly("path");
  }
}
