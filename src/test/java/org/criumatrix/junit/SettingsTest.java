package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    assertThat(settings.get("cells", "*")).isEqualTo("serial/*");
    assertThat(settings.get("criu", "*")).isEqualTo("*");
    assertThat(settings.on("resume", false)).isFalse();
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
    assertThat(given("resume", value).on("resume", !on)).isEqualTo(on);
  }

  @Test
  void virtualMachinesAreSelectedByNameOnly() {
    assertThat(new Settings(Map.of()).selectsHost("local")).isTrue();
    assertThat(new Settings(Map.of()).selectsHost("vm:trixie")).isFalse();
    assertThat(given("host", "vm:*").selectsHost("vm:trixie")).isTrue();
    assertThat(given("host", "vm:*").selectsHost("local")).isFalse();
  }

  @Test
  void switchesThatAreNotGivenAreWhatTheyAreOtherwise() {
    assertThat(given("resume", "on").on("matrix.controls", true)).isTrue();
    assertThat(given("resume", "on").on("matrix.controls", false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "1, 1"})
  void numbersAreWhatWasGiven(String value, int number) {
    assertThat(given("matrix.repeat", value).number("matrix.repeat", 9)).isEqualTo(number);
    assertThat(given("matrix.repeat", value).number("matrix.parallel", 9)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"matrix.repeat, 0", "matrix.repeat, -1", "matrix.parallel, -3", "vm.cores, 0"})
  void aNumberBelowOneIsRefusedWithTheRemedy(String key, String value) {
    var properties = new Properties();
    properties.setProperty(key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.from(properties))
        .withMessage("-D%s is 1 or more, not %s; leave it out to get what is usual", key, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "1.5", "3 times", "99999999999"})
  void aNumberThatIsNoneIsNamed(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given("matrix.repeat", value).number("matrix.repeat", 1))
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
        .withMessage("there is no shard 9 of 8; they count from 1/8 to 8/8");
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
  void theHelpNamesEveryOptionOnALineOfItsOwn() {
    assertThat(Settings.help().lines().skip(1))
        .hasSizeGreaterThan(10)
        .allMatch(line -> line.matches(" {2}-D[a-z.]+ +\\S.*"))
        .anyMatch(line -> line.startsWith("  -Dcells "))
        .anyMatch(line -> line.startsWith("  -Dresume "));
  }
}
