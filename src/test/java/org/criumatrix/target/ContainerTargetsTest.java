package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.target.Refused.refused;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.target.TargetException.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Containers of docker 28.5.2, podman 5.8 and apptainer 1.4.5: the programs print what those
 * printed, and the processes are as they were.
 */
class ContainerTargetsTest {

  private static final String ID =
      "7776808e3b78206efa20feef88d71df37687d4eae8ec90d02e345cac0b95883e";

  private static final String PODMAN_WARNING =
      "time=\"2026-11-30T05:01:58Z\" level=warning msg=\"Using cgroups-v1 which is deprecated\"\n";

  @TempDir Path folder;
  private FakeProc proc;
  private FakeProgram docker;
  private FakeProgram podman;
  private FakeProgram apptainer;

  @BeforeEach
  void makeContainers() {
    docker = new FakeProgram(folder.resolve("bin"), "docker");
    podman = new FakeProgram(folder.resolve("bin"), "podman");
    apptainer = new FakeProgram(folder.resolve("bin"), "apptainer");
    proc = FakeProc.with(folder);
    proc.process(748, "containerd-shim", 1);
    proc.process(771, "postgres", 748).cgroup(771, "/docker/" + ID).in("mnt:[2]", 771);
    proc.process(772, "worker", 771).cgroup(772, "/docker/" + ID).in("mnt:[2]", 772);
    proc.process(490, "conmon", 1);
    proc.process(503, "sleep", 490).in("mnt:[3]", 503);
    proc.process(1370, "sh", 1);
    proc.process(1377, "starter", 1370).in("mnt:[4]", 1377);
    proc.process(1425, "appinit", 1377).in("mnt:[5]", 1425);
    proc.process(1426, "squashfuse_ll", 1377).in("mnt:[4]", 1426);
    proc.process(1482, "sleep", 1425).in("mnt:[5]", 1482);
  }

  private Target find(String word) {
    return proc.targets(folder.resolve("bin")).find(word);
  }

  @Test
  void dockerNamesTheFirstProcessOfAContainer() throws Exception {
    docker.prints("771");

    assertThat(find("docker:db"))
        .isEqualTo(
            new Target(
                771, 5771, "docker", "container db (docker), process 771 (postgres)", List.of()));
    assertThat(docker.arguments())
        .containsExactly(
            "inspect", "--type", "container", "--format", "{{.State.Pid}}", "--", "db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Error response from daemon: No such container: db | NO_PROCESS  | there is no container db; docker ps lists those that run",
        "1 | permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock | UNKNOWN | this account may not use docker: run as root, or as a member of the group docker",
        "1 | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running? | UNKNOWN | docker's daemon does not answer: start it, or name another one with DOCKER_HOST",
        "1 | error during connect: Get \"http://192.0.2.9:2375/v1.51/containers/db/json\": dial tcp | UNKNOWN | docker's daemon does not answer: start it, or name another one with DOCKER_HOST",
        "7 | something new | UNKNOWN | container db (docker) is not found: something new",
      })
  void dockersComplaintsAreExplained(int exit, String complaint, Answer answer, String text)
      throws Exception {
    docker.fails(exit, complaint);

    assertThat(refused(answer, () -> find("docker:db"))).isEqualTo(text);
  }

  @Test
  void aContainerThatDoesNotRunIsNoTarget() throws Exception {
    docker.prints("0");
    podman.prints("0");

    assertThat(refused(Answer.NO_PROCESS, () -> find("docker:db")))
        .isEqualTo("container db is not running; docker start db starts it");
    assertThat(refused(Answer.NO_PROCESS, () -> find("podman:db")))
        .isEqualTo("container db is not running; podman start db starts it");
  }

  @ParameterizedTest
  @CsvSource({"docker, docker:db", "podman, podman:db", "apptainer, apptainer:web"})
  void aProgramThatIsMissingIsNamed(String program, String word) {
    assertThat(refused(Answer.UNKNOWN, () -> find(word)))
        .startsWith("there is no program %s on PATH: give the PID of ".formatted(program));
  }

  /** The daemon may be in a virtual machine, where its PIDs mean other processes. */
  @ParameterizedTest
  @CsvSource({"800", "772", "4242"})
  void aPidThatIsNoContainersHereIsNotTaken(String pid) throws Exception {
    docker.prints(pid);

    assertThat(refused(Answer.UNKNOWN, () -> find("docker:db")))
        .startsWith(
            "container db (docker): its first process should be %s, and that is no process of docker here."
                .formatted(pid));
  }

  @Test
  void aContainerOfAnotherAccountNeedsRoot() throws Exception {
    docker.prints("771");
    proc.foreign(771, "4242");

    assertThat(refused(Answer.UNKNOWN, () -> find("docker:db")))
        .isEqualTo(
            "container db (docker): process 771 (postgres) belongs to another account, UID 4242: run as root or as that account");
  }

  @Test
  void podmanIsAskedInTheSameWay() throws Exception {
    podman.prints("503");
    assertThat(find("podman:db").pid()).isEqualTo(503);
    assertThat(find("podman:db").runtime()).isEqualTo("podman");

    podman.fails(125, PODMAN_WARNING + "Error: no such container \"db\"");
    assertThat(refused(Answer.NO_PROCESS, () -> find("podman:db")))
        .startsWith("there is no container db of this account; podman ps lists those that run.")
        .contains("started without root");
  }

  @ParameterizedTest
  @CsvSource({"docker:", "docker:a b", "docker:-x", "podman:$(id)", "apptainer:a/b", "docker:a:b"})
  void aNameThatCannotBeOneIsAnErrorOfUse(String word) {
    var kind = word.substring(0, word.indexOf(':'));

    assertThat(refused(Answer.NO_PROCESS, () -> find(word)))
        .startsWith("'%s' is not of the form %s:".formatted(word, kind));
  }

  @Test
  void anUnknownKindIsAnErrorOfUse() {
    assertThat(refused(Answer.NO_PROCESS, () -> find("dokcer:db")))
        .startsWith("there are no targets of kind 'dokcer': give one of PID, docker:NAME, ");
  }

  @ParameterizedTest
  @CsvSource({"1482", "1425", "1377", "1370"})
  void anyProcessAroundAnApptainerContainerLeadsToItsFirst(String pid) {
    assertThat(find("apptainer:" + pid).pid()).isEqualTo(1425);
    assertThat(find("apptainer:" + pid).runtime()).isEqualTo("apptainer");
    assertThat(find("apptainer:" + pid).otherRoots()).isEmpty();
  }

  /** An ordinary account may not look at a set-uid starter. */
  @Test
  void aStarterWhoseNamespaceIsHiddenIsTakenForAnotherOne() {
    proc.stat(1377, "starter-suid", 'S', 1370, 0, 1).hideNamespace(1377);

    assertThat(find("apptainer:1482").pid()).isEqualTo(1425);
  }

  @Test
  void severalContainersOfOneProcessAreSeveralRoots() {
    proc.process(1390, "starter", 1370).in("mnt:[6]", 1390);
    proc.process(1391, "python3", 1390).in("mnt:[7]", 1391);

    assertThat(find("apptainer:1370").pid()).isEqualTo(1391);
    assertThat(find("apptainer:1370").otherRoots()).containsExactly(1425L);
  }

  @Test
  void aProcessWithoutAContainerIsNoContainer() {
    assertThat(refused(Answer.NO_PROCESS, () -> find("apptainer:503")))
        .startsWith("process 503 is neither in an apptainer container nor has it started one;");
    assertThat(refused(Answer.NO_PROCESS, () -> find("apptainer:4242")))
        .isEqualTo("there is no process 4242");
  }

  @Test
  void apptainerKnowsItsInstancesByName() throws Exception {
    apptainer.prints(
        """
        {
        \t"instances": [
        \t\t{
        \t\t\t"instance": "web",
        \t\t\t"pid": 1425,
        \t\t\t"img": "/tmp/sb2",
        \t\t\t"ip": ""
        \t\t}
        \t]
        }
        """);
    assertThat(find("apptainer:web").pid()).isEqualTo(1425);
    assertThat(find("apptainer:web").description())
        .isEqualTo("instance web (apptainer), process 1425 (appinit)");
    assertThat(apptainer.arguments()).containsExactly("instance", "list", "--json", "--", "web");

    apptainer.prints("{\n\t\"instances\": []\n}");
    assertThat(refused(Answer.NO_PROCESS, () -> find("apptainer:web")))
        .startsWith("there is no instance web of this account;");
  }

  @Test
  void aPidInAContainerIsKnownToBeInIt() {
    assertThat(find("772").runtime()).isEqualTo("docker");
    assertThat(find("772").pid()).isEqualTo(772);
    assertThat(find("772").description()).isEqualTo("process 772 (worker) inside docker");
    assertThat(find("503").runtime()).isEqualTo("podman");
    assertThat(find("1482").runtime()).isEqualTo("apptainer");
    assertThat(find("1377").runtime()).isEqualTo("none");
  }

  /** Another engine uses containerd, too. */
  @Test
  void aContainerOfAnotherEngineIsNotDockers() {
    proc.cgroup(771, "/kubepods/besteffort/pod1/" + ID);

    assertThat(find("771").runtime()).isEqualTo("none");
  }

  @Test
  void fromInsideItsContainerAProcessIsInNone() {
    proc.in("mnt:[5]", FakeProc.CALLER);

    assertThat(find("1482").runtime()).isEqualTo("none");
  }
}
