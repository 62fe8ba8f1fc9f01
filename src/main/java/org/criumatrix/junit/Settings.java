package org.criumatrix.junit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;

/** What the user may say with {@code -D}; see README.md, "Choosing cells". */
public record Settings(Map<String, String> given) {

  /** What takes minutes to bring up has to be asked for. */
  private static final String USUAL_HOSTS = "!{vm,htcondor,slurm}:*";

  /** Pools may be asked for by their own cells as well, which take half an hour together. */
  private static final String HOSTS_WITH_POOLS = "!vm:*";

  private static final List<String> OF_POOLS = List.of("batch/", "htcondor:", "slurm:");

  private static final List<String> GLOBS = List.of("cells", "privilege", "runtime", "host");

  private static final List<String> PATHS =
      List.of("matrix.file", "matrix.folder", "matrix.cache", "matrix.history");

  /** Option → what it means, as {@code -Dmatrix.help} prints it. */
  private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("cells", "globs over cell ids or cases: -Dcells='serial/* !*java*'");
    OPTIONS.put(
        "matrix.tier",
        "quick: the newest build as root and with capabilities, one case of each situation; all:"
            + " editions of engines, pools and virtual machines, too; default");
    OPTIONS.put("criu", "globs over CRIU builds, 'newest', or path:/my/criu");
    OPTIONS.put("privilege", "globs over root, sudo, setuid, capabilities, unprivileged");
    OPTIONS.put("runtime", "globs over runtimes; those with an @ run only when selected");
    OPTIONS.put(
        "host",
        "globs over hosts; virtual machines run only when selected: -Dhost='vm:*', a pool also when"
            + " its cells are: -Dcells='batch/*'");
    OPTIONS.put("vm.memory", "MiB of each virtual machine");
    OPTIONS.put("vm.cores", "processors of each virtual machine");
    OPTIONS.put("vm.keep", "leave virtual machines running; box/room --end ends them");
    OPTIONS.put(
        "gpu.plugin",
        "build: build CRIU's CUDA plugin even without a GPU; off: never; default: only with one");
    OPTIONS.put("resume", "continue where the last run stopped");
    OPTIONS.put("shard", "3/8: the third of eight parts of the cells; 'merge' joins them");
    OPTIONS.put("setup", "off: install and download nothing");
    OPTIONS.put("matrix.file", "expectations to use in place of ./matrix.csv");
    OPTIONS.put("matrix.folder", "folder of records and pages; target/matrix");
    OPTIONS.put(
        "matrix.checks",
        "second restores and second dumps: all: of each cell that works; off: none; default: with the"
            + " newest build, once for each case, and none in a quick run");
    OPTIONS.put("matrix.controls", "off: no negative controls");
    OPTIONS.put(
        "matrix.breakpoints",
        "ignored: let CRIU meet a machine whose hypervisor ignores hardware breakpoints");
    OPTIONS.put("matrix.repeat", "how often to run every cell; every attempt is recorded");
    OPTIONS.put("matrix.parallel", "cells that run in parallel; the number of processors");
    OPTIONS.put(
        "matrix.capabilities",
        "minimise: find the smallest set that makes a failing capability cell pass");
    OPTIONS.put("matrix.cache", "folder of CRIU builds and root file systems");
    OPTIONS.put("matrix.history", "on, or a folder: keep this run in the history of runs");
    OPTIONS.put("criu.mirror", "the Debian mirror for CRIU, in place of the system's");
    OPTIONS.put("criu.keyring", "the keys that the mirror's packages are signed with");
    OPTIONS.put(
        "criu.refresh",
        "auto (once a day), always or never: look for new CRIU releases; always: for kernels too");
  }

  /**
   * From the JVM's properties; empty ones count as not given.
   *
   * @throws IllegalArgumentException when a number, a shard, a glob or a path is none
   */
  public static Settings fromProperties() {
    return from(System.getProperties());
  }

  /** An empty one is taken as not given: Maven hands on all of them. */
  static Settings from(Properties properties) {
    var given = new TreeMap<String, String>();
    for (var key : OPTIONS.keySet()) {
      var value = properties.getProperty(key, "").strip();
      if (!value.isEmpty()) {
        given.put(key, value);
      }
    }
    var settings = new Settings(Map.copyOf(given));
    // Said before anything is set up, not in the middle of the run.
    settings.number("matrix.repeat", 1);
    settings.number("matrix.parallel", 1);
    settings.number("vm.memory", 1);
    settings.number("vm.cores", 1);
    settings.shard();
    settings.tier();
    settings.masksBreakpoints();
    GLOBS.forEach(key -> Selection.of(settings.get(key, "")));
    PATHS.forEach(key -> Path.of(settings.get(key, "")));
    return settings;
  }

  /** Every option there is. */
  public static Set<String> names() {
    return Set.copyOf(OPTIONS.keySet());
  }

  public static String help() {
    var text = new StringBuilder("mvn verify -Pmatrix runs the matrix. It takes:\n");
    OPTIONS.forEach((key, meaning) -> text.append("  -D%-20s %s%n".formatted(key, meaning)));
    return text.toString();
  }

  public String get(String key, String otherwise) {
    return given.getOrDefault(key, otherwise);
  }

  /**
   * Given, and not {@code off} or {@code false}. {@code -Dresume} alone reads as "true" with Maven.
   */
  public boolean on(String key, boolean otherwise) {
    var value = given.get(key);
    return value == null ? otherwise : !value.equals("off") && !value.equals("false");
  }

  /**
   * @throws IllegalArgumentException when it is no whole number, or less than 1
   */
  public int number(String key, int otherwise) {
    var value = given.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      var number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "-D" + key + " takes a whole number, not '" + value + "'", e);
    }
    throw new IllegalArgumentException(
        "-D%s is 1 or more, not %s; leave it out to get what is usual".formatted(key, value));
  }

  /** How many cells run side by side. */
  public int lanes() {
    return number("matrix.parallel", Runtime.getRuntime().availableProcessors());
  }

  /**
   * The part of the cells that this run is about.
   *
   * @throws IllegalArgumentException when it does not have the form {@code 3/8}
   */
  public Shard shard() {
    return given.containsKey("shard") ? Shard.parse(given.get("shard")) : Shard.ALL;
  }

  /**
   * How much of the matrix is played where no other option narrows it.
   *
   * @throws IllegalArgumentException when there is no such tier
   */
  Tier tier() {
    return Tier.of(get("matrix.tier", Tier.DEFAULT.key()));
  }

  /**
   * Whether hosts are to look to CRIU as if they ignored hardware breakpoints.
   *
   * @throws IllegalArgumentException when the option has another value
   */
  public boolean masksBreakpoints() {
    var value = get("matrix.breakpoints", "");
    if (!value.isEmpty() && !value.equals("ignored")) {
      throw new IllegalArgumentException(
          "-Dmatrix.breakpoints is 'ignored' or not given, not '" + value + "'");
    }
    return !value.isEmpty();
  }

  /** Globs over CRIU builds. */
  public String builds() {
    return get("criu", tier() == Tier.QUICK ? "newest" : "*");
  }

  /** Globs over privileges. */
  String privileges() {
    return get("privilege", tier() == Tier.QUICK ? "root capabilities" : "*");
  }

  /** Globs over hosts. */
  String hosts() {
    if (tier() == Tier.ALL) {
      return get("host", "*");
    }
    var pools = OF_POOLS.stream().anyMatch(get("cells", "")::contains);
    return get("host", pools ? HOSTS_WITH_POOLS : USUAL_HOSTS);
  }

  /** Whether a host of this name is selected. */
  public boolean selectsHost(String name) {
    return Selection.of(hosts()).matches(name);
  }

  public Path folder() {
    return Path.of(get("matrix.folder", "target/matrix"));
  }

  public Path matrixFile() {
    return Path.of(get("matrix.file", "matrix.csv"));
  }

  /** Where CRIU builds are kept. */
  public Path cache() {
    return given.containsKey("matrix.cache")
        ? Path.of(given.get("matrix.cache"))
        : CriuCatalog.defaultFolder();
  }
}
