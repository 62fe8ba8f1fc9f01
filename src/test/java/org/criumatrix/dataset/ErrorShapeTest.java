package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorShapeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Can't dump task 4711 | Can't dump task #",
        "map @7f028d173000 at 0x7fff | map @# at #",
        "/dev/shm/ucx_shm_posix_14b7b965 | /dev/shm/ucx_shm_posix_#",
        "//tmp/.java_pid110.tmp | //tmp/.java_pid#.tmp",
        "host room.29871.104 | host room.#.#",
        "socket 2b859e | socket #",
        "Can't get 1:16 opt | Can't get #:# opt",
        "no NFS: there is no module nfsv3 | no NFS: there is no module nfsv3",
        "x86 only | x86 only",
        "Effective capability 40 missing | Effective capability 40 missing",
        "ended: exit 1 | ended: exit 1",
        "killed by signal 11 | killed by signal 11",
        "decade | decade",
      })
  void whatPassesIsLeftOut(String error, String shape) {
    assertThat(ErrorShape.of(error)).isEqualTo(shape);
  }

  @Test
  void onlyTheFirstLineCountsAndItsLengthIsLimited() {
    assertThat(ErrorShape.of("one\ntwo")).isEqualTo("one");
    assertThat(ErrorShape.of(null)).isEmpty();
    assertThat(ErrorShape.of("x".repeat(10_000))).hasSize(240).endsWith("…");
  }

  @Test
  void aTextIsNotCutWithinACharacter() {
    assertThat(TextLimit.cut("ab\ud83d\ude00cd", 4)).isEqualTo("ab…");
    assertThat(TextLimit.cut("abcd", 4)).isEqualTo("abcd");
  }
}
