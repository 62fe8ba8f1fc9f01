package org.criumatrix;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.junit.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house of docs/architecture.md: arrows between packages run downward only. */
class ArchitectureTest {

  private static final String ROOT = "org.criumatrix";
  private static final String CHECKPOINT = ROOT + ".checkpoint";

  private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);
  private static final JavaClasses MAIN =
      ALL.that(describe("are no tests", ArchitectureTest::isNoTest));

  private static boolean isNoTest(JavaClass c) {
    return ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(
        Location.of(c.getSource().orElseThrow().getUri()));
  }

  private static String storey(JavaClass c) {
    var rest = c.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  /** Every storey with all that it may use; below its own arrows, what those may use. */
  @ParameterizedTest
  @CsvSource({
    "files,     ''",
    "matrix,    files",
    "account,   ''",
    "verdict,   matrix",
    "host,      matrix",
    "vm,        matrix files host distro",
    "privilege, matrix host",
    "debian,    matrix host",
    "criu,      matrix files host debian",
    "rpc,       matrix criu",
    "program,   matrix",
    "workload,  matrix host program",
    "distro,    matrix files host debian",
    "application, matrix host program distro",
    "repository, matrix files host",
    "zdtm,      matrix repository",
    "source,    matrix host criu distro repository",
    "batch,     matrix host privilege distro",
    "checkpoint,   matrix host privilege criu workload distro zdtm batch",
    "share,     matrix host",
    "cell,      matrix account host privilege criu program workload inventory share checkpoint verdict",
    "rig,       matrix account host privilege criu program workload distro zdtm application batch checkpoint verdict cell",
    "execution, matrix account host privilege criu rpc workload checkpoint verdict cell rig",
    "record,    matrix files verdict",
    "query,     matrix files verdict record situation",
    "runs,      matrix verdict record",
    "report,    matrix files verdict record runs situation query",
    "bundle,    matrix files host verdict record runs report",
    "dataset,   matrix files application inventory situation verdict record runs bundle",
    "junit,     matrix account host privilege criu workload repository zdtm application batch checkpoint verdict rig execution record",
    "trial,     matrix account host privilege criu program workload inventory advice checkpoint verdict cell rig execution report",
    "inventory, matrix",
    "advice,    matrix inventory",
    "setup,     matrix host debian",
    "app,       matrix files account host vm privilege debian criu program workload distro repository zdtm source application batch checkpoint cell execution record situation query runs report bundle junit inventory advice trial target dataset site setup",
    "target,    matrix host",
    "situation, matrix",
    "site,      matrix batch advice situation query dataset",
  })
  void aStoreyUsesOnlyWhatIsBelowIt(String storey, String below) {
    var allowed = new TreeSet<>(Arrays.asList(below.split(" ")));
    allowed.add(storey);
    noClasses()
        .that()
        .resideInAPackage("%s.%s..".formatted(ROOT, storey))
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(describe("are not in " + allowed, c -> !allowed.contains(storey(c)))))
        .check(MAIN);
  }

  @Test
  void noStoreyIsForgotten() {
    Set<String> there = MAIN.stream().map(ArchitectureTest::storey).collect(Collectors.toSet());

    assertThat(there)
        .containsExactlyInAnyOrder(
            "files",
            "matrix",
            "account",
            "verdict",
            "host",
            "vm",
            "privilege",
            "debian",
            "criu",
            "rpc",
            "program",
            "workload",
            "zdtm",
            "application",
            "batch",
            "checkpoint",
            "distro",
            "source",
            "repository",
            "share",
            "cell",
            "rig",
            "execution",
            "record",
            "query",
            "runs",
            "report",
            "dataset",
            "site",
            "bundle",
            "junit",
            "inventory",
            "advice",
            "trial",
            "target",
            "situation",
            "setup",
            "app");
  }

  /** Each batch system knows what all of them have in common, and not the other ones. */
  @ParameterizedTest
  @CsvSource({
    "batch,          ''",
    "batch.htcondor, batch",
    "batch.slurm,    batch",
    "batch.registry,  batch batch.htcondor batch.slurm",
  })
  void aBatchSystemDoesNotKnowTheOthers(String part, String below) {
    var allowed = new TreeSet<>(Arrays.asList(below.split(" ")));
    allowed.add(part);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + part)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + ".batch..")
                .and(
                    describe(
                        "are not in " + allowed,
                        c -> !allowed.contains(c.getPackageName().substring(ROOT.length() + 1)))))
        .check(MAIN);
  }

  @Test
  void onlyTheListOfBatchSystemsKnowsEachOfThem() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".batch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".batch.htcondor..", ROOT + ".batch.slurm..")
        .check(MAIN);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  private static String folder(JavaClass c) {
    return c.getPackageName().substring(c.getPackageName().lastIndexOf('.') + 1);
  }

  /** Every folder of {@code checkpoint} with the others that it may use, lowest first. */
  @ParameterizedTest
  @CsvSource({
    "checkpoint, ''",
    "plain,      checkpoint",
    "control,    checkpoint plain",
    "image,      checkpoint",
    "external,   checkpoint plain image",
    "packaged,   checkpoint external",
    "hosting,    checkpoint image",
    "oci,        checkpoint image packaged",
    "lxc,        checkpoint image packaged",
    "nspawn,     checkpoint image packaged",
    "engine,     checkpoint image external packaged hosting oci",
    "apptainer,  checkpoint image external packaged hosting",
    "zdtm,       checkpoint",
    "batch,      checkpoint plain image external packaged",
    "registry,   checkpoint plain hosting oci lxc nspawn engine apptainer batch",
  })
  void aFolderOfCheckpointUsesOnlyTheFoldersInItsRow(String folder, String others) {
    var allowed = new TreeSet<>(Arrays.asList(others.split(" ")));
    allowed.add(folder);
    noClasses()
        .that(describe("are in " + folder, c -> folder(c).equals(folder)))
        .and()
        .resideInAPackage(CHECKPOINT + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(CHECKPOINT + "..")
                .and(describe("are not in " + allowed, c -> !allowed.contains(folder(c)))))
        .check(MAIN);
  }

  /** The package itself is free of cycles too: it may use none of its folders. */
  @Test
  void theFoldersOfCheckpointAreFreeOfCycles() {
    slices().matching(CHECKPOINT + ".(*)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void aScenarioKnowsRigsAndJunitAndNothingOfHosts() {
    noClasses()
        .that()
        .areAnnotatedWith(Row.class)
        .and()
        .areTopLevelClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(
                    describe(
                        "are neither junit nor rig nor values of cell nor scenario",
                        c -> !Set.of("junit", "rig", "cell", "scenario").contains(storey(c)))))
        .check(ALL);
  }

  /** Tests of the JUnit glue have cases of their own, nested in them. */
  @Test
  void scenariosAreInTheirPackage() {
    classes()
        .that()
        .areAnnotatedWith(Row.class)
        .and()
        .areTopLevelClasses()
        .should()
        .resideInAPackage(ROOT + ".scenario")
        .check(ALL);
  }

  @Test
  void onlyTheProgramItselfEndsTheJvm() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".app.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethodWhere(
            describe(
                "Runtime.exit or halt",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && Set.of("exit", "halt").contains(call.getName())))
        .check(ALL);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "a sleep",
                call ->
                    call.getName().equals("sleep")
                        && call.getTargetOwner().getPackageName().startsWith("java")))
        .check(ALL);
  }

  @Test
  void programsAreStartedByZtExecWhichBoundsThemAndKeepsTheirStderr() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethodWhere(
            describe(
                "Runtime.exec",
                call ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && call.getName().equals("exec")))
        .check(ALL);
  }

  @Test
  void onlyHostingUsesTheLibraryThatStartsContainers() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CHECKPOINT + ".hosting")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
        .check(ALL);
  }
}
