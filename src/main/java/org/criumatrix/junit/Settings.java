package org.criumatrix.junit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;

/** What the user chose with {@code -D}; see README.md, "Choosing cells". */
public final class Settings {

  private final Map<String, String> given;
  private final MatrixOptions options;

  /**
   * Reads options before anything is set up, not in the middle of the run.
   *
   * @param given name → value
   * @throws IllegalArgumentException when there is no such option, or its value cannot be used
   */
  public Settings(Map<String, String> given) {
    this.given = Map.copyOf(given);
    this.options = MatrixOptions.of(given);
  }

  /**
   * Reads the properties of the JVM.
   *
   * @throws IllegalArgumentException when a value cannot be used
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
   * Takes a blank value as not given: Maven passes every option.
   *
   * @throws IllegalArgumentException when there is no such option, or its value cannot be used
   */
  public static Settings withoutBlanks(Map<String, String> options) {
    var given = new TreeMap<String, String>();
    options.forEach((name, value) -> given.put(name, value.strip()));
    MatrixOptions.names().forEach(name -> given.remove(name, ""));
    return new Settings(given);
  }

  /** The help for all options. */
  public static String help() {
    return "mvn verify -Pmatrix runs the matrix. It takes:\n" + MatrixOptions.help();
  }

  /** The options that were given: name → value. */
  public Map<String, String> given() {
    return given;
  }

  Tier tier() {
    return options.tier;
  }

  /** Globs over cells and cases. */
  String cells() {
    return options.cells;
  }

  /** Globs over CRIU builds. */
  public String builds() {
    return Optional.ofNullable(options.criu).orElse(tier().builds());
  }

  /** Globs over privileges. */
  String privileges() {
    return Optional.ofNullable(options.privilege).orElse(tier().privileges());
  }

  /** Globs over runtimes, where the user selects them. */
  Optional<String> runtimes() {
    return Optional.ofNullable(options.runtime);
  }

  /** Globs over hosts. */
  String hosts() {
    return Optional.ofNullable(options.host).orElse(tier().hosts(options.cells));
  }

  /** Whether a host of this name is selected. */
  public boolean selectsHost(String name) {
    return Selection.of(hosts()).matches(name);
  }

  /** The part of the cells that this run plays. */
  public Shard shard() {
    return options.shard;
  }

  /** How often each cell is run. */
  int repeat() {
    return options.repeat;
  }

  /** The number of cells that run in parallel. */
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

  /** Whether hosts look to CRIU as if they ignored hardware breakpoints. */
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

  /** MiB of each virtual machine. */
  public int machineMemory() {
    return options.machineMemory;
  }

  /** Processors of each virtual machine. */
  public int machineCores() {
    return options.machineCores;
  }

  /** Whether virtual machines stay up after the run. */
  public boolean keepsMachines() {
    return options.keepsMachines;
  }

  /** The Debian mirror for CRIU, in place of the system's. */
  public Optional<String> mirror() {
    return Optional.ofNullable(options.mirror);
  }

  /** The file with the keys of the mirror's packages. */
  public Optional<String> keyring() {
    return Optional.ofNullable(options.keyring);
  }

  /** Whether this run looks for new CRIU builds and kernels, however recently that was done. */
  public boolean alwaysRefreshes() {
    return options.refresh.equals("always");
  }

  /** Where the run is kept, if it is kept: a folder, or a word for the usual one. */
  public Optional<String> history() {
    return Optional.of(options.history).filter(new OptionTypes.Switch()::convert);
  }

  /** The folder of records and pages. */
  public Path folder() {
    return options.folder;
  }

  /** The file of expectations. */
  public Path matrixFile() {
    return options.matrixFile;
  }

  /** The folder of CRIU builds and root file systems. */
  public Path cache() {
    return options.cache == null ? CriuCatalog.defaultFolder() : options.cache;
  }
}
