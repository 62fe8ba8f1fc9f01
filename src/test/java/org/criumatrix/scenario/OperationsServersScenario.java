package org.criumatrix.scenario;

import java.util.Arrays;
import java.util.stream.Stream;
import org.criumatrix.cell.Fault;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;
import org.criumatrix.rig.TlsFiles;

/**
 * Row "operations", servers: memory goes to a page server on the same host, by each way that CRIU
 * has to start and to protect it.
 *
 * <p>If a case fails at its dump, compare the logs of both: {@code page-server.log} and {@code
 * dump.log}.
 */
@Row(value = "operations", cost = 2)
class OperationsServersScenario {

  private static final String PRIVILEGES = "{root,capabilities}";
  private static final String[] BULK = {"--memory", "4", "--pace", "100000"};

  /** A script knows when it may send. */
  @Case(
      value = "page-server-status-fd",
      about = "A page server writes a zero byte to the descriptor of --status-fd when it is ready.",
      privilege = PRIVILEGES)
  void statusFd(Rig rig) {
    var file = rig.folder("seen") + "/status";
    var subject = rig.start("bulk", BULK);
    var images = rig.pageServer().reportingTo(file).dump(subject);
    rig.effects().wrote(file, "\0");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A script continues when the server is ready. */
  @Case(
      value = "page-server-daemon",
      about =
          "criu page-server --daemon returns when it listens, and --pidfile names the process that stays.",
      privilege = PRIVILEGES)
  void daemon(Rig rig) {
    var file = rig.folder("seen") + "/pid";
    var subject = rig.start("bulk", BULK);
    var images = rig.pageServer().dumpToDaemon(subject, file);
    rig.effects().wroteNumber(file);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A service such as inetd accepts the connection. */
  @Case(
      value = "page-server-ps-socket",
      about =
          "Another program accepts the connection of a dump and starts the page server for it, with --ps-socket.",
      privilege = PRIVILEGES)
  void psSocket(Rig rig) {
    rig.needs().program("socat");
    var subject = rig.start("bulk", BULK);
    var images = rig.pageServer().dumpToOneStartedOnConnection(subject);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The program continues before its memory is there. */
  @Case(
      value = "lazy-pages-from-images",
      about =
          "A program continues while criu lazy-pages hands its memory out from the images on the same host.",
      privilege = "root")
  void lazyPages(Rig rig) {
    var subject = rig.start("bulk", BULK);
    var images = rig.dump(subject);
    rig.pageServer().restoreLazily(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Memory is on its way over a network that others read. */
  @Case(
      value = "page-server-tls-{verified,tls-no-cn-verify}",
      about = "Memory goes to a page server by TLS; the server's certificate is %1.",
      words = {
        "verified=for its address",
        "tls-no-cn-verify=for another name, which CRIU has to refuse without --tls-no-cn-verify"
      },
      privilege = PRIVILEGES)
  void tls(Rig rig, String how) {
    var files = tlsFiles(rig);
    var subject = rig.start("bulk", BULK);
    var isVerified = how.equals("verified");
    var server = isVerified ? "server" : "other";
    if (!isVerified) {
      rig.failsToDump(subject, files.serving(server, "a certificate for another name"));
    }
    var client = isVerified ? files.of("client") : with(files.of("client"), "--tls-no-cn-verify");
    var images = rig.pageServer().with(files.of(server)).withClient(client).dump(subject);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A certificate was revoked. */
  @Case(
      value = "page-server-tls-cacrl",
      about =
          "The certificate of a page server is on the list of --tls-cacrl: CRIU has to fail, and not with another one.",
      privilege = PRIVILEGES)
  void revoked(Rig rig) {
    var files = tlsFiles(rig);
    var list = new String[] {"--tls-cacrl", files.revoked()};
    var subject = rig.start("bulk", BULK);
    Fault fault = files.serving("bad", "a revoked certificate");
    rig.failsToDump(subject, fault, list);
    var client = with(files.of("client"), list);
    var images = rig.pageServer().with(files.of("server")).withClient(client).dump(subject);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static TlsFiles tlsFiles(Rig rig) {
    rig.needs().option("--tls");
    rig.needs().program("openssl");
    return rig.tlsFiles();
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }
}
