package org.criumatrix.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolErrorTest {

  private static final List<String> ALL = List.of("sid", "experimental");

  /** The output of apt 2.6 if one of two suites is not on the mirror. */
  private static final String ONE_IS_MISSING =
      """
      E: The repository 'http://mirror.example/debian experimental Release' does not have a Release file.
      N: Updating from such a repository can't be done securely.
      """;

  private static final String OFFLINE =
      """
      E: Failed to fetch http://mirror.example/debian/dists/sid/InRelease  Temporary failure resolving 'mirror.example'
      E: Some index files failed to download. They have been ignored, or old ones used instead.
      """;

  @Test
  void oneSuiteThatIsMissingLeavesTheOtherAlone() {
    var trouble = ToolError.ofApt(ONE_IS_MISSING);

    assertThat(trouble.about(List.of("sid"), ALL).isEmpty()).isTrue();
    assertThat(trouble.about(List.of("sid", "experimental"), ALL).toException())
        .satisfies(e -> assertThat(e.isAbsent()).isTrue())
        .hasMessageStartingWith("the mirror does not have this suite (The repository 'http:");
  }

  @Test
  void aNetworkThatIsDownIsNotTheSuitesAbsence() {
    var why = ToolError.ofApt(OFFLINE).about(List.of("sid"), ALL).toException();

    assertThat(why.isAbsent()).isFalse();
    assertThat(why.essence()).isEqualTo("the mirror's name is not known here");
    assertThat(why).hasMessageEndingWith("remedy: look at the network and proxy settings of apt");
  }

  @Test
  void aComplaintThatNamesNoSuiteConcernsAll() {
    var trouble = ToolError.ofApt("E: Could not get lock /c/lists/lock. It is held by process 9");

    assertThat(trouble.about(List.of("sid"), ALL).isEmpty()).isFalse();
  }

  @Test
  void ofLongOutputTheRelevantLineIsKept() {
    var why =
        ToolError.ofAny("libc6.deb cannot be unpacked\ntar: a: No space left on device\nmore\n");

    assertThat(why.toException())
        .hasMessage(
            "the disk is full (tar: a: No space left on device); remedy: free some 500 MB or"
                + " choose another cache folder");
    assertThat(ToolError.ofAny("1\n2\n3\n4\n").toException()).hasMessage("1; 2; 3");
  }

  @Test
  void noComplaintIsNoTrouble() {
    assertThat(ToolError.ofApt("").isEmpty()).isTrue();
    assertThat(ToolError.ofApt("").about(List.of("sid"), ALL).isEmpty()).isTrue();
  }
}
