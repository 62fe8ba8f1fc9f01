package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionPatternTest {

  @ParameterizedTest
  @CsvSource({
    "'',                        --shell-job,                true",
    "--shell-job,               --shell-job,                true",
    "!--shell-job,              --shell-job,                false",
    "!--shell-job,              --tcp-close,                true",
    "--shell-job !--tcp-close,  --shell-job,                true",
    "--shell-job !--tcp-close,  --shell-job --tcp-close,    false",
    "--tcp,                     --tcp-close,                false",
    "--network-lock,            --network-lock nftables,    true",
    "--network-lock=nft*,       --network-lock nftables,    true",
    "again !traffic-blocked,    again,                      true",
    "again !traffic-blocked,    again traffic-blocked,      false",
    "again,                     --shell-job,                false",
    "caller=swrk,               caller=swrk,                true",
    "caller=swrk,               caller=service,             false",
    "!caller,                   caller=swrk,                false",
    "--network-lock=iptables,   --network-lock nftables,    false",
  })
  void isAboutDumpsWithTheseOptions(String pattern, String words, boolean matches) {
    var options =
        words.startsWith("--network-lock")
            ? DumpContext.joined(List.of(words.split(" ")))
            : List.of(words.split(" "));

    assertThat(OptionPattern.of(pattern).matches(options)).isEqualTo(matches);
  }

  @Test
  void unknownOptionsMatchNoConditionNotEvenThatOneIsMissing() {
    assertThat(OptionPattern.of("").matches(null)).isTrue();
    assertThat(OptionPattern.of("!--shell-job").matches(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shell-job", "Again", "-j", "--", "!!--a", "--a="})
  void refusesWhatIsNoOption(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionPattern.of(text))
        .withMessageContaining("with has options of CRIU");
  }

  @Test
  void anOptionAndItsValueAreOneWord() {
    assertThat(DumpContext.joined(List.of("--a", "--external", "mnt[/x]:y", "-j", "--b=c")))
        .containsExactly("--a", "--external=mnt[/x]:y", "-j", "--b=c");
  }
}
