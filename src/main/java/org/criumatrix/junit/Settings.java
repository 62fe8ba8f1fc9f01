package org.criumatrix.junit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Profile;
import org.criumatrix.matrix.Shard;
import org.criumatrix.repository.Clones;
import org.criumatrix.zdtm.ZdtmTree;

/** The options that the user gave with {@code -D}; see README.md, "Choosing cells". */
public final class Settings {

  private final Map<String, String> given;
  private final MatrixOptions options;

  /**
   * Parses options before anything is set up, so that errors do not appear in the middle of a run.
   *
   * @param given option name → value
   * @throws IllegalArgumentException if an option is unknown, or its value is invalid
   */
  public Settings(Map<String, String> given) {
    this.given = Map.copyOf(given);
    this.options = MatrixOptions.of(given);
  }

  /**
   * Parses the properties of the JVM.
   *
   * @throws IllegalArgumentException if a value is invalid
   */
  public static Settings fromProperties() {
    return from(System.getProperties());
  }

  static Settings from(Properties properties) {
    var given = new TreeMap<String, String>();
    MatrixOptions.names().forEach(name -> given.put(name, properties.getProperty(name, "")));
    return withoutBlanks(given);
  }

  /**
   * Ignores blank values: Maven passes every option.
   *
   * @throws IllegalArgumentException if an option is unknown, or its value is invalid
   */
  public static Settings withoutBlanks(Map<String, String> options) {
    var given = new TreeMap<String, String>();
    options.forEach((name, value) -> given.put(name, value.strip()));
    MatrixOptions.names().forEach(name -> given.remove(name, ""));
    return new Settings(given);
  }

  /** Returns the help for all options. */
  public static String help() {
    return "mvn verify -Pmatrix runs the matrix. It takes:\n" + MatrixOptions.help();
  }

  /** Returns the options that were given: name → value. */
  public Map<String, String> given() {
    return given;
  }

  Tier tier() {
    return options.tier;
  }

  /** Returns the globs over cells and cases. */
  String cells() {
    return options.cells;
  }

  /** Returns the globs over CRIU builds. */
  public String builds() {
    return Optional.ofNullable(options.criu).orElse(tier().builds());
  }

  /** Returns the globs over privileges. */
  String privileges() {
    return Optional.ofNullable(options.privilege).orElse(tier().privileges());
  }

  /** Returns how CRIU is called. */
  public Caller caller() {
    return options.caller;
  }

  /** Returns the profile whose options CRIU is called with, if the user selects one. */
  public Optional<Profile> profile() {
    return Optional.ofNullable(options.profile);
  }

  /** Returns the globs over runtimes, if the user selects runtimes. */
  Optional<String> runtimes() {
    return Optional.ofNullable(options.runtime);
  }

  /** Returns the globs over hosts, and those over user lands if the user selects some. */
  HostSelection hosts() {
    var globs = Optional.ofNullable(options.host);
    return options.userland == null
        ? new HostSelection(globs.orElse(tier().hosts(options.cells)), Optional.empty())
        : new HostSelection(globs.orElse("!*"), Optional.of(options.userland));
  }

  /** Whether a host of this name is selected. */
  public boolean selectsHost(String name) {
    return hosts().matches(name);
  }

  /** Returns the shard that this run plays. */
  public Shard shard() {
    return options.shard;
  }

  /** Returns the number of times that each cell is run. */
  int repeat() {
    return options.repeat;
  }

  /** Returns the rate of failures at which a cell's attempts end, if they end early. */
  Optional<Double> bound() {
    return Optional.ofNullable(options.bound);
  }

  /** Returns the number of cells that run in parallel. */
  public int lanes() {
    return options.parallel == null ? Runtime.getRuntime().availableProcessors() : options.parallel;
  }

  /** Whether this run continues the last one. */
  public boolean resumes() {
    return options.resumes;
  }

  /** Whether packages may be installed and files downloaded. */
  public boolean setsUp() {
    return options.setsUp;
  }

  boolean hasControls() {
    return options.hasControls;
  }

  /** Whether cells that work may be restored and dumped a second time. */
  public boolean hasSubChecks() {
    return new OptionTypes.Switch().convert(options.checks);
  }

  /** Whether every cell that works is restored and dumped a second time. */
  boolean hasAllSubChecks() {
    return options.checks.equals("all");
  }

  /** Whether the smallest set of capabilities is searched for cells that fail. */
  boolean minimisesCapabilities() {
    return options.capabilities.equals("minimise");
  }

  /** Whether CRIU sees hosts as if they ignored hardware breakpoints. */
  public boolean masksBreakpoints() {
    return options.breakpoints.equals(OptionTypes.Ignored.WORD);
  }

  /**
   * Whether CRIU's CUDA plugin is built.
   *
   * @param hasGpu whether this machine has a GPU
   */
  public boolean buildsGpuPlugin(boolean hasGpu) {
    return options.gpuPlugin == null ? hasGpu : options.gpuPlugin;
  }

  /** Returns the memory of each virtual machine in MiB. */
  public int machineMemory() {
    return options.machineMemory;
  }

  /** Returns the number of processors of each virtual machine. */
  public int machineCores() {
    return options.machineCores == null ? lanes() : options.machineCores;
  }

  /** Returns the folder or the URL of CRIU's repository. */
  public Optional<String> source() {
    return Optional.ofNullable(options.source);
  }

  /** Returns the arguments of make for builds of commits. */
  public String makeOptions() {
    return options.makeOptions;
  }

  /** Returns the Debian mirror for CRIU that replaces the system's. */
  public Optional<String> mirror() {
    return Optional.ofNullable(options.mirror);
  }

  /** Returns the file with the keys of the mirror's packages. */
  public Optional<String> keyring() {
    return Optional.ofNullable(options.keyring);
  }

  /** Whether this run looks for new CRIU builds and kernels, even if that was done recently. */
  public boolean alwaysRefreshes() {
    return options.refresh.equals("always");
  }

  /**
   * Returns the place where the run is kept, if it is kept: a folder, or a word for the default
   * folder.
   */
  public Optional<String> history() {
    return Optional.of(options.history).filter(new OptionTypes.Switch()::convert);
  }

  /** Returns the folder of records and pages. */
  public Path folder() {
    return options.folder;
  }

  /** Returns the file of expectations. */
  public Path matrixFile() {
    return options.matrixFile;
  }

  /**
   * Returns the source tree whose tests are cells, if the user gave one.
   *
   * @throws IllegalArgumentException if it cannot be used
   */
  public Optional<ZdtmTree> zdtm(Consumer<String> notes) {
    return Optional.ofNullable(options.zdtm).map(t -> ZdtmTree.of(t, source(), clones(notes)));
  }

  /** Returns what opens clones of the repository of CRIU. */
  public Clones clones(Consumer<String> notes) {
    return new Clones(cache(), setsUp(), notes);
  }

  /** Returns the folder of CRIU builds and root file systems. */
  public Path cache() {
    return options.cache == null ? CriuCatalog.defaultFolder() : options.cache;
  }
}
