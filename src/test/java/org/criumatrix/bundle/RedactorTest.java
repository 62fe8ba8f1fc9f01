package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final Set<String> VOCABULARY = Set.of("vm", "root", "podman", "4.2.1.0", "sid");

  private static Redactor redactor(String host, String user) {
    return new Redactor(
        new Identity(Set.of(host), Set.of(user), Set.of("/data/" + user)), VOCABULARY, List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Running on ice Linux 6.18.44 x86_64      | Running on HOST Linux 6.18.44 x86_64",
        "Linux other 6.1.0-50 #1 SMP              | Linux HOST 6.1.0-50 #1 SMP",
        "ice.lab.example.org: no route            | HOST: no route",
        "/home/alice/criu-matrix/target           | /home/USER/criu-matrix/target",
        "/home/bob.b/x                            | /home/USER/x",
        "path:/data/alice/criu/criu               | path:REDACTED/criu/criu",
        "uid of alice is 1000                     | uid of USER is 1000",
        "bound to 10.1.2.3:8080                   | bound to ADDRESS-1:8080",
        "8.8.8.8 and 172.16.0.1 and 8.8.8.8       | ADDRESS-1 and ADDRESS-2 and ADDRESS-1",
        "inet6 fe80::5054:ff:fe12:3456/64         | inet6 ADDRESS-1/64",
        "[2a01:4f8::1]:22                         | [ADDRESS-1]:22",
        "link 52:54:00:12:34:56 up                | link MAC-1 up",
      })
  void takesOutWhoseMachineItWas(String text, String left) {
    assertThat(redactor("ice", "alice").redact(text)).isEqualTo(left);
  }

  /** Words of verdicts and causes, and texts that only look like an address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial/simple-c[criu=4.2.1,privilege=root,runtime=podman@sid,host=vm:trixie]",
        "6.18.44-fc-v782",
        "4.3-1~exp2",
        "561dec553000+a8000",
        "ip:561dec5f2c42 sp:7ffd0a1b2c3d error:0",
        "Error (criu/vdso.c:289): no",
        "libcriu 4.2.1.0",
        "1.2.3.4-5 and 1.2.3.4.5 and v1.2.3.4",
        "at 15:31:07 and 2026-11-22T15:31:07Z",
        "std::a::b, a::b, ::",
        "127.0.0.1:80 0.0.0.0 255.255.255.0 192.0.2.7 198.51.100.1 203.0.113.9",
        "::1 2001:db8::1 ff:ff:ff:ff:ff:ff 00:00:00:00:00:00",
        "malice, alices, /srv/alice_2",
        "service, ice2, nice",
      })
  void leavesTheRest(String text) {
    assertThat(redactor("ice", "alice").redact(text)).isEqualTo(text);
  }

  /**
   * Machines can be called vm, and accounts podman: without the vocabulary the results would be
   * unreadable.
   */
  @Test
  void aNameThatIsAWordOfTheResultsIsOnlyRemovedWhereItIsAName() {
    var redactor = redactor("vm", "podman");

    assertThat(redactor.redact("Running on vm Linux 6.1; vm:trixie; /home/podman/x; podman run"))
        .isEqualTo("Running on HOST Linux 6.1; vm:trixie; /home/USER/x; podman run");
  }

  @Test
  void whatALogShowsToBeAHostOrAnAccountGoesEverywhere() {
    var redactor = redactor("ice", "alice");
    redactor.learn("(00.000123) Running on snow Linux 6.1.0\ncwd is /home/bob/run");

    assertThat(redactor.redact("bob on snow, kept in /srv/bob"))
        .isEqualTo("USER on HOST, kept in /srv/USER");
  }

  @Test
  void whatIsRedactedStaysAsItIs() {
    var redactor = redactor("ice", "alice");
    var once = redactor.redact("Running on ice Linux 6.1: alice in /home/alice, 10.0.0.1");

    assertThat(redactor.redact(once)).isEqualTo(once);
  }

  @Test
  void whatWasRemovedIsCountedAndNotShown() {
    var redactor = redactor("ice", "alice");
    redactor.redact("ice 10.0.0.1 10.0.0.2 10.0.0.1");

    assertThat(redactor.describe()).isEqualTo("2 × address, 1 × host name");
  }

  @Test
  void othersAreTakenOutWhenNamedAndNothingWhenItIsOff() {
    var named =
        new Redactor(
            new Identity(Set.of(), Set.of(), Set.of()), VOCABULARY, List.of("Project $1 (X)"));

    assertThat(named.redact("of Project $1 (X)")).isEqualTo("of REDACTED");
    assertThat(Redactor.off().redact("10.0.0.1 /home/alice")).isEqualTo("10.0.0.1 /home/alice");
  }

  /** Removes a host's full name, whose domain other hosts share, and homes below a letter. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "login7.hpc.example.edu: no route         | HOST: no route",
        "ssh login7 or login7.hpc                 | ssh HOST or HOST",
        "node12.hpc.example.edu, hpc.example.edu  | HOST, HOST",
        "carol@login7:~$ and dave@login7.hpc      | USER@HOST:~$ and USER@HOST",
        "/home/g/gwen/in and gwen's               | /home/USER/in and USER's",
        "/home/g/run/in                           | /home/USER/in",
        "/home/g and /home/g/                     | /home/USER and /home/USER/",
        "x_home_alice_criu_criu,privilege=root    | x_home_USER_criu_criu,privilege=root",
        "x_home_g_gwen_criu                       | x_home_g_USER_criu",
        "path_data_alice_criu_criu,privilege=root | path_REDACTED_criu_criu,privilege=root",
        "USER=erin LOGNAME=frank, of erin, frank  | USER=USER LOGNAME=USER, of USER, USER",
        "carol is told                            | USER is told",
      })
  void takesOutWhatTheTextItselfShowsToBeAName(String text, String left) {
    var redactor = redactor("login7.hpc.example.edu", "alice");
    redactor.learn("carol@login7:~$ ls /home/g/gwen");
    redactor.learn("USER=erin\nLOGNAME=frank\nHOME=/home/g/gwen");

    assertThat(redactor.redact(text)).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker@sid, podman@vm, a@b, run",
        "USERS=none, GNU_USER=x_y",
        "some.tar.gz of example.org and hpc.example",
        "gwendolyn, carols, my_home_alices, go_home_alice2",
        "/run/home and home_of_alicia",
      })
  void leavesTheRestThoughItLooksLikeAName(String text) {
    var redactor = redactor("login7.hpc.example.edu", "alice");
    redactor.learn("carol@login7:~$ ls /home/g/gwen /home/q/run docker@sid GNU_USER=x_y");

    assertThat(redactor.redact(text)).isEqualTo(text);
  }
}
