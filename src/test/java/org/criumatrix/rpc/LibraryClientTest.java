package org.criumatrix.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of libcriu for a command line of CRIU. */
class LibraryClientTest {

  @TempDir Path folder;

  @Test
  void callsTheFunctionOfEachOption() throws IOException {
    var argv =
        argv(
            "dump -D /images -t 5 --shell-job --network-lock nftables --external a --external b"
                + " --cgroup-root /g --inherit-fd fd[4]:k --address h --port 80 --action-script /s");

    assertThat(argv)
        .startsWith("/library", "--open", "201=/images", "--script", "/s")
        .containsSequence(
            "/criu",
            "dump",
            "criu_set_images_dir_fd 201",
            "criu_set_pid 5",
            "criu_set_shell_job 1",
            "criu_set_network_lock 7",
            "criu_add_external a",
            "criu_add_external b",
            "criu_add_cg_root  /g",
            "criu_add_inherit_fd 4 k",
            "criu_set_page_server_address_port h 80");
  }

  @Test
  void namesWhatTheLibraryCannotSay() {
    assertThatThrownBy(() -> argv("dump -D /images --ghost-limit 1M"))
        .isInstanceOf(NotByRpcException.class)
        .hasMessage("libcriu has no criu_set_ghost_limit");
    assertThatThrownBy(() -> argv("cpuinfo check -D /images"))
        .hasMessage("the suite calls no function of libcriu for cpuinfo check");
  }

  private List<String> argv(String line) throws IOException {
    var names =
        " criu_set_images_dir_fd criu_set_pid criu_set_shell_job criu_set_network_lock"
            + " criu_add_external criu_add_cg_root criu_add_inherit_fd"
            + " criu_set_page_server_address_port xcriu_set_ghost_limit ";
    var library = Files.writeString(folder.resolve("lib"), names.replace(' ', (char) 0));
    var words = Stream.concat(Stream.of("/criu"), Stream.of(line.split(" "))).toList();
    return new LibraryClient("/library", new SampleProto(folder).schema(), List.of(library))
        .apply(words);
  }
}
