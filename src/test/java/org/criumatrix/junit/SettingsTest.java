package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings given(String key, String value) {
    return new Settings(Map.of(key, value));
  }

  @Test
  void takesAnEmptyPropertyAsNotGiven() {
    var properties = new Properties();
    properties.setProperty("cells", "  serial/* ");
    properties.setProperty("criu", "");
    properties.setProperty("resume", "  ");
    var settings = Settings.from(properties);

    assertThat(settings.given()).isEqualTo(Map.of("cells", "serial/*"));
    assertThat(settings.cells()).isEqualTo("serial/*");
    assertThat(settings.builds()).isEqualTo("*");
    assertThat(settings.resumes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "serial/*, false",
    "'!containers/*', false",
    "batch/*, true",
    "'*host=htcondor:sid*', true",
    "'*host=slurm:sid*', true",
  })
  void aPoolIsBroughtUpForItsOwnCellsAlone(String cells, boolean pool) {
    assertThat(given("cells", cells).selectsHost("htcondor:sid")).isEqualTo(pool);
    assertThat(given("cells", cells).selectsHost("local")).isTrue();
    assertThat(given("cells", cells).selectsHost("vm:sid")).isFalse();
  }

  @Test
  void aPoolIsBroughtUpWhereItIsNamed() {
    assertThat(new Settings(Map.of()).selectsHost("htcondor:sid")).isFalse();
    assertThat(given("host", "htcondor:*").selectsHost("htcondor:sid")).isTrue();
    assertThat(new Settings(Map.of()).selectsHost("slurm:sid")).isFalse();
    assertThat(given("host", "slurm:*").selectsHost("slurm:sid")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "yes, true", "on, true", "off, false", "false, false"})
  void switchesAreOnUnlessTheySayOff(String value, boolean on) {
    assertThat(given("resume", value).resumes()).isEqualTo(on);
  }

  @Test
  void virtualMachinesAreSelectedByNameOnly() {
    assertThat(new Settings(Map.of()).selectsHost("local")).isTrue();
    assertThat(new Settings(Map.of()).selectsHost("vm:trixie")).isFalse();
    assertThat(given("host", "vm:*").selectsHost("vm:trixie")).isTrue();
    assertThat(given("host", "vm:*").selectsHost("local")).isFalse();
  }

  @Test
  void switchesThatAreNotGivenHaveDefaults() {
    var settings = new Settings(Map.of());

    assertThat(settings.hasControls()).isTrue();
    assertThat(settings.hasSubChecks()).isTrue();
    assertThat(settings.hasAllSubChecks()).isFalse();
    assertThat(settings.setsUp()).isTrue();
    assertThat(settings.resumes()).isFalse();
    assertThat(settings.masksBreakpoints()).isFalse();
    assertThat(settings.history()).isEmpty();
    assertThat(settings.buildsGpuPlugin(true)).isTrue();
    assertThat(settings.buildsGpuPlugin(false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "1, 1"})
  void numbersAreWhatWasGiven(String value, int number) {
    assertThat(given("matrix.repeat", value).repeat()).isEqualTo(number);
    assertThat(given("matrix.repeat", value).machineMemory()).isEqualTo(1024);
    assertThat(given("matrix.parallel", value).lanes()).isEqualTo(number);
    assertThat(given("vm.memory", value).machineMemory()).isEqualTo(number);
    assertThat(given("vm.cores", value).machineCores()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"matrix.repeat, 0", "matrix.repeat, -1", "matrix.parallel, -3", "vm.cores, 0"})
  void aNumberBelowOneIsRefusedWithTheRemedy(String key, String value) {
    var properties = new Properties();
    properties.setProperty(key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.from(properties))
        .withMessage("-D%s is 1 or more, not %s; leave it out to get the default", key, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "1.5", "3 times", "99999999999"})
  void aNumberThatIsNoneIsNamed(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("matrix.repeat", value))
        .withMessage("-Dmatrix.repeat takes a whole number, not '%s'", value);
  }

  @Test
  void aShardThatIsNoneIsNamed() {
    var properties = new Properties();
    properties.setProperty("shard", "9/8");

    assertThat(given("shard", "3/8").shard()).hasToString("3/8");
    assertThat(new Settings(Map.of()).shard().has("any")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.from(properties))
        .withMessage(
            "-Dshard cannot be used: there is no shard 9 of 8; they count from 1/8 to 8/8");
  }

  @Test
  void whatIsNeitherATierNorIgnoredIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("matrix.tier", "Quick"))
        .withMessage("-Dmatrix.tier is one of quick, default, all, not 'Quick'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("matrix.breakpoints", "off"))
        .withMessage("-Dmatrix.breakpoints is 'ignored' or not given, not 'off'");
    assertThat(given("matrix.breakpoints", "ignored").masksBreakpoints()).isTrue();
  }

  @Test
  void aProfileIsOneOfTheFile() {
    assertThat(given("profile", "lxc").profile().orElseThrow().name()).isEqualTo("lxc");
    assertThat(new Settings(Map.of()).profile()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("profile", "lxd"))
        .withMessageStartingWith("-Dprofile is one of none, runc, crun, ")
        .withMessageEndingWith("not 'lxd'");
  }

  @Test
  void theBoundIsAPercentage() {
    var given = Map.of("matrix.repeat", "1000", "matrix.bound", "0.3");

    assertThat(new Settings(given).bound()).hasValueSatisfying(b -> assertThat(b).isEqualTo(0.003));
    assertThat(new Settings(Map.of()).bound()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "often, 'takes a percentage such as 0.3, not ''often'''",
    "0,     'is between 0 and 100, not 0'",
    "100,   'is between 0 and 100, not 100'",
    "-1,    'is between 0 and 100, not -1'",
    "NaN,   'is between 0 and 100, not NaN'",
    "5,     'needs -Dmatrix.repeat, the largest number of attempts at a cell'",
  })
  void aBoundThatCannotBeUsedIsRefused(String value, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("matrix.bound", value))
        .withMessage("-Dmatrix.bound " + why);
  }

  @Test
  void anOptionThatDoesNotExistIsNamedWithASimilarOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("cels", "*"))
        .withMessage(
            "there is no -Dcels; ./criu-matrix run -Dmatrix.help lists all; did you mean -Dcells?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-x", "--", "--help", "@file", "a=b", "${sys:user.name}", "'x'", "\"x\"", "a b"})
  void valuesAreKeptAsTheyAre(String value) {
    assertThat(given("cells", value).cells()).isEqualTo(value);
    assertThat(given("matrix.history", value).history()).contains(value);
  }

  @Test
  void theTierSelectsWhereNoOptionDoes() {
    assertThat(given("matrix.tier", "quick").builds()).isEqualTo("newest");
    assertThat(given("matrix.tier", "quick").privileges()).isEqualTo("root capabilities");
    assertThat(given("matrix.tier", "all").selectsHost("vm:trixie")).isTrue();
    assertThat(new Settings(Map.of("matrix.tier", "quick", "criu", "4.*")).builds())
        .isEqualTo("4.*");
  }

  @Test
  void pathsHaveUsualPlaces() {
    assertThat(new Settings(Map.of()).folder()).isEqualTo(Path.of("target/matrix"));
    assertThat(new Settings(Map.of()).matrixFile()).isEqualTo(Path.of("matrix.csv"));
    assertThat(given("matrix.folder", "/x").folder()).isEqualTo(Path.of("/x"));
    assertThat(given("matrix.file", "m.csv").matrixFile()).isEqualTo(Path.of("m.csv"));
    assertThat(given("matrix.cache", "/c").cache()).isEqualTo(Path.of("/c"));
  }

  @Test
  void mavenPassesEveryOption() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));

    for (var name : MatrixOptions.names()) {
      assertThat(pom)
          .contains("<%s />".formatted(name))
          .contains("<argument>-D%s=${%s}</argument>".formatted(name, name));
    }
  }

  @Test
  void theHelpNamesEveryOptionOnALineOfItsOwn() {
    var lines = Settings.help().lines().toList();

    for (var name : MatrixOptions.names()) {
      assertThat(lines).filteredOn(l -> l.matches(" +-D\\Q" + name + "\\E=.*")).hasSize(1);
    }
    assertThat(lines).allMatch(l -> l.length() <= Terminal.WIDTH);
  }
}
