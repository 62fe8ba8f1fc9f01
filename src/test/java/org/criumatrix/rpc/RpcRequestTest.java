package org.criumatrix.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is given for a command line of CRIU. */
class RpcRequestTest {

  @TempDir Path folder;
  private SampleProto proto;

  @BeforeEach
  void describeMessages() throws IOException {
    proto = new SampleProto(folder);
  }

  @Test
  void saysEachKindOfOption() throws IOException {
    var client =
        arguments(
            "dump -D /images -o dump.log -v4 -t 17 -j --network-lock nftables --ghost-limit=2M"
                + " --external mnt[a]:b --external net[1] --address 127.0.0.1 --port 80"
                + " --inherit-fd fd[5]:pipe:[9] --cgroup-root cpu:/a --cgroup-root /b"
                + " --page-server --cpu-cap");

    assertThat(client.subList(0, client.size() - 1)).containsExactly("--open", "201=/images");
    assertThat(proto.decode(last(client)).get("opts"))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("images_dir_fd", 201),
                Map.entry("log_file", "dump.log"),
                Map.entry("log_level", 4),
                Map.entry("pid", 17),
                Map.entry("shell_job", true),
                Map.entry("network_lock", "NFTABLES"),
                Map.entry("ghost_limit", 2 << 20),
                Map.entry("external", List.of("mnt[a]:b", "net[1]")),
                Map.entry("ps", Map.of("address", "127.0.0.1", "port", 80)),
                Map.entry("inherit_fd", List.of(Map.of("key", "pipe:[9]", "fd", 5))),
                Map.entry(
                    "cg_root", List.of(Map.of("ctrl", "cpu", "path", "/a"), Map.of("path", "/b"))),
                Map.entry("cpu_cap", 7)));
  }

  @Test
  void leavesToTheClientWhatRpcLeavesToIt() throws IOException {
    var client =
        arguments(
            "restore -D /images -W /work -d --action-script /a --action-script /b --pidfile /p");

    assertThat(client.subList(0, client.size() - 1))
        .containsExactly(
            "--open",
            "201=/images",
            "--open",
            "202=/work",
            "--script",
            "/a",
            "--script",
            "/b",
            "--pid-file",
            "/p");
    assertThat(proto.decode(last(client)).get("opts"))
        .isEqualTo(Map.of("images_dir_fd", 201, "work_dir_fd", 202, "notify_scripts", true));
  }

  /** The older release of the sample has no request for a single pre-dump. */
  @ParameterizedTest
  @CsvSource({"dump, 3", "restore, 4", "pre-dump, 5", "cpuinfo check, 6"})
  void asksForTheAction(String action, String type) throws IOException {
    var request = last(arguments(action + " -D /images"));

    assertThat(request).startsWith("080" + type);
  }

  @ParameterizedTest
  @CsvSource({
    "dump --file-validation filesize, RPC has no field for --file-validation",
    "dump --tcp-close, this CRIU's RPC has no field for --tcp-close",
    "dump --no-such, options.csv does not have --no-such",
    "dump -Z, options.csv does not have -Z",
    "dump --network-lock skipp, options.csv has no value of RPC for --network-lock=skipp",
    "dump --network-lock skip, RPC cannot say this",
    "dump --ghost-limit many, not a size: many",
    "dump --inherit-fd file, 'RPC has only descriptors for --inherit-fd, not file'",
    "dump -D /images -t, -t has no value",
    "dedup, RPC has no request for criu dedup",
    "check, RPC has no request for criu check",
    "exec, requests.csv does not have exec",
  })
  void namesWhatRpcCannotSay(String line, String reason) {
    assertThatThrownBy(() -> arguments(line))
        .isInstanceOf(NotByRpcException.class)
        .hasMessageStartingWith(reason);
  }

  private List<String> arguments(String line) throws IOException {
    var request = RpcRequest.of(proto.schema(), List.of(line.split(" ")));
    return Stream.concat(request.client().stream(), Stream.of(request.encoded())).toList();
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }
}
