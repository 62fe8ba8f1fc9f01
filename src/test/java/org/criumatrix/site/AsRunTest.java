package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands of cells, as a reader would type them. */
class AsRunTest {

  private static List<String> lines(String... commands) {
    return AsRun.lines(List.of(commands));
  }

  @Test
  void aCallOfCriuKeepsItsOptionsAndNoneOfTheSuitesPaths() {
    var lines =
        lines(
            "'/var/cache/criu-matrix/builds/4.3-1~exp2/criu' dump -D /run/criu-matrix/cell/images0 -o dump.log"
                + " -v4 -t 448 --external 'mnt[/etc/hosts]:/etc/hosts'"
                + " --external 'mnt[/run/criu-matrix/workloads]:/run/criu-matrix/workloads'"
                + " --tcp-established --file-locks --tcp-established",
            "sh -c 'out=$0; exec \"$@\" 9>>\"$err\"' /run/criu-matrix/cell/s/stdout"
                + " '/var/cache/criu-matrix/builds/4.3/criu' restore -D /run/criu-matrix/cell/images0 -d"
                + " --restore-sibling --pidfile /run/criu-matrix/cell/images0/restored.pid"
                + " --root /run/criu-matrix/cell/pins-of-client/images0/root --mntns-compat-mode"
                + " --external 'mnt[/etc/hosts]:/run/criu-matrix/cell/pins-of-client/images0/20'"
                + " --inherit-fd 'fd[8]:pipe:[11502806]'");

    assertThat(lines.get(0))
        .isEqualTo(
            """
            criu dump \\
              --tree PID \\
              --images-dir checkpoint \\
              --tcp-established \\
              --file-locks \\
              --external 'mnt[/etc/hosts]:/etc/hosts'""");
    assertThat(lines.get(1).lines().map(l -> l.replace(" \\", "").strip()))
        .containsExactly(
            "criu restore",
            "--images-dir checkpoint",
            "--restore-detached",
            "--root ROOT",
            "--mntns-compat-mode",
            "--inherit-fd 'fd[8]:pipe:[INODE]'",
            "--external 'mnt[/etc/hosts]:MOUNTS/20'");
    assertThat(lines.toString()).doesNotContain("/run/", "/var/cache");
  }

  @Test
  void theNamespacesThatCriuIsCalledInStay() {
    assertThat(
            lines(
                "setpriv --reuid=6 --inh-caps=-all -- nsenter --keep-caps --target 183 --user --mount -- "
                    + "'/var/cache/u/builds/4.3/criu' dump -D /run/u/cell/images0 -t 56 --unprivileged"))
        .singleElement()
        .asString()
        .startsWith("nsenter --keep-caps --target PID --user --mount -- criu dump")
        .doesNotContain("setpriv", "/var/cache");
  }

  @Test
  void anEnginesOwnCommandHasNamesToFillIn() {
    assertThat(
            lines(
                "docker --host unix:///run/criu-matrix-docker/socket checkpoint create criu-matrix-subject1 images0",
                "runc checkpoint --image-path /run/USER/cell/images0 --work-path /run/USER/cell/images0 USER-subject1",
                "podman container checkpoint --export /var/lib/containers/exported/USER-subject1/checkpoint.tar --compress none USER-subject1",
                "lxc-checkpoint --lxcpath /run/USER/cell/lxc --name USER-subject1 --checkpoint-dir /run/USER/cell/images0 --stop"))
        .containsExactly(
            "docker checkpoint create CONTAINER checkpoint",
            "runc checkpoint --image-path checkpoint CONTAINER",
            "podman container checkpoint --export checkpoint.tar CONTAINER",
            "lxc-checkpoint --name CONTAINER --checkpoint-dir checkpoint --stop");
  }
}
