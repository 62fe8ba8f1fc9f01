package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;

/** The computation of native/gpu/matmul, implemented independently. */
final class MatrixProduct {

  private static final long SEED = 1;

  private final int size;
  private final int[][] factor;
  private int[][] state;

  MatrixProduct(int size) {
    this.size = size;
    this.state = new int[size][size];
    var lower = new int[size][size];
    var upper = new int[size][size];
    for (var row = 0; row < size; row++) {
      for (var column = 0; column < size; column++) {
        var place = (long) row * size + column;
        state[row][column] = (int) nth(3, place);
        lower[row][column] = column < row ? (int) nth(1, place) : column == row ? 1 : 0;
        upper[row][column] = column > row ? (int) nth(2, place) : column == row ? 1 : 0;
      }
    }
    this.factor = product(lower, upper);
  }

  /** The lines of a run. */
  List<String> lines(int count) {
    var lines = new ArrayList<String>();
    var running = SEED;
    for (var k = 1; k <= count; k++) {
      state = product(state, factor);
      var sum = 0L;
      for (var row = 0; row < size; row++) {
        for (var column = 0; column < size; column++) {
          state[row][column] += k * (1 + row * size + column);
          sum = mix(sum, Integer.toUnsignedLong(state[row][column]));
        }
      }
      running = mix(running, sum);
      lines.add("step %d %016x".formatted(k, running));
    }
    lines.add("answer %016x".formatted(running));
    return lines;
  }

  private int[][] product(int[][] left, int[][] right) {
    var product = new int[size][size];
    for (var row = 0; row < size; row++) {
      for (var column = 0; column < size; column++) {
        for (var k = 0; k < size; k++) {
          product[row][column] += left[row][k] * right[k][column];
        }
      }
    }
    return product;
  }

  private static long nth(long sequence, long n) {
    return mix(mix(SEED, sequence), n);
  }

  /** The mixing function of native/workload.h. */
  private static long mix(long state, long value) {
    var z = (state ^ value) + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
