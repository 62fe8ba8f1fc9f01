package org.criumatrix.checkpoint.zdtm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.InstalledRoot;
import org.criumatrix.distro.InstalledRoot.Build;
import org.criumatrix.distro.RootBuild;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;
import org.criumatrix.zdtm.ZdtmTree;

/**
 * CRIU's own test runner. It starts a test, calls CRIU and ends the test by itself, so no other
 * scenario can use it.
 */
public final class Zdtm implements Runtime {

  /** Its name on the axis. */
  public static final String NAME = "zdtm";

  private static final String ROOT = "bookworm-zdtm";

  /**
   * Copies the tests into memory: the root is an overlay, on which some of them cannot pass. Puts
   * the compiled zdtm.py in place of its text, since it starts twice for each test. Keeps two
   * things of the machine as they are. zdtm.py reserves huge pages and gives them back, which goes
   * wrong if two of them do it at a time, or one is killed. And it makes named control group
   * hierarchies, which every process of the machine would see, and which the kernel refuses in a
   * control group namespace.
   */
  private static final String PREPARE =
      """
      set -e
      mkdir -p "$2"
      mount -t tmpfs -o mode=755 criu-matrix "$2"
      cp -a "$1/lib" "$1/test" "$2"
      printf '#!/bin/sh\\nexec python3 zdtm.pyc "$@"\\n' >"$2/test/zdtm.py"
      cat /proc/sys/vm/nr_hugepages >"$0/nr_hugepages"
      mount --bind "$0/nr_hugepages" /proc/sys/vm/nr_hugepages
      for script in zdtm_mount_cgroups zdtm_umount_cgroups; do
        mount --bind /bin/true "$2/test/$script"
      done
      """;

  private final ZdtmTree tree;
  private final Distributions distributions;
  private final boolean pretends;

  public Zdtm(ZdtmTree tree, Distributions distributions) {
    this(tree, distributions, false);
  }

  private Zdtm(ZdtmTree tree, Distributions distributions, boolean pretends) {
    this.tree = tree;
    this.distributions = distributions;
    this.pretends = pretends;
  }

  @Override
  public String name() {
    return NAME;
  }

  public ZdtmTree tree() {
    return tree;
  }

  @Override
  public boolean onlyPretends() {
    return pretends;
  }

  /** Returns zdtm.py with a CRIU that only claims to have done its work. */
  @Override
  public Optional<Runtime> pretending() {
    return Optional.of(new Zdtm(tree, distributions, true));
  }

  @Override
  public Optional<String> lacking() {
    if (!LocalHosts.isRoot()) {
      return Optional.of("CRIU's own tests run as root, in a root file system of theirs");
    }
    try {
      var failed = root().resolve(folder().substring(1)).resolve(RootBuild.FAILED);
      return Files.exists(failed)
          ? Optional.of("CRIU's own tests: " + Files.readString(failed))
          : Optional.empty();
    } catch (Distributions.Missing e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("what was built of CRIU's tests cannot be read", e);
    }
  }

  @Override
  public Optional<Path> distribution() {
    try {
      return Optional.of(root());
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }

  private Path root() throws Distributions.Missing {
    return distributions.installed(InstalledRoot.named(ROOT, List.of(build())));
  }

  private Build build() {
    var script = "# %s%n%s".formatted(tree.commit(), ResourceText.beside(Zdtm.class, "build.sh"));
    return new Build(folder(), Map.of(), script, Map.of("/tmp/source", tree.folder()));
  }

  /** Returns the folder in the root with the built tree. */
  private String folder() {
    return "/opt/zdtm-" + tree.name();
  }

  private static String copy(Host host) {
    return host.home() + "/zdtm";
  }

  /** Returns the folder of zdtm.py, which has to be its current one. */
  public static String tests(Host host) {
    return copy(host) + "/test";
  }

  /**
   * Returns the command that calls zdtm.py.
   *
   * @param words its arguments
   * @param output the file that gets what it prints
   */
  public Command command(RuntimeContext context, List<String> words, String output) {
    var host = context.host();
    if (isLoaded(context)) {
      return runner(host).call(words, output);
    }
    var plain = Command.of(words).prefixed(List.of("./zdtm.py"));
    return context.privilege().criu(plain).in(tests(host)).withOutputs(output, output);
  }

  /** Returns whether root calls zdtm.py, and not an account that needs a process of its own. */
  private static boolean isLoaded(RuntimeContext context) {
    return context.privilege().account().uid() == 0;
  }

  private static LoadedRunner runner(Host host) {
    return new LoadedRunner(host, tests(host));
  }

  @Override
  public Optional<String> lost(Host host) {
    return runner(host).lost();
  }

  @Override
  public void prepare(RuntimeContext context) {
    var host = context.host();
    host.execChecked(Shells.script(PREPARE, host.home(), folder(), copy(host)));
    host.write(
        pretender(host),
        ResourceText.beside(Zdtm.class, "pretend.sh").getBytes(StandardCharsets.UTF_8),
        Mode.PUBLIC);
    if (isLoaded(context)) {
      runner(host).start();
    }
  }

  private static String pretender(Host host) {
    return host.home() + "/pretend";
  }

  /** Returns the CRIU that zdtm.py has to call. */
  public String criu(RuntimeContext context) {
    return pretends ? pretender(context.host()) : context.criu().prepared().program();
  }

  @Override
  public Subject start(RuntimeContext context, String name, Workload workload, boolean terminal) {
    throw new IllegalStateException("zdtm.py starts its own tests");
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalStateException("zdtm.py calls CRIU");
  }

  @Override
  public CriuCall preDump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalStateException("zdtm.py calls CRIU");
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalStateException("zdtm.py calls CRIU");
  }
}
