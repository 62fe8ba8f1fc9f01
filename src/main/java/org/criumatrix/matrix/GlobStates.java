package org.criumatrix.matrix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A glob as a state machine. All possible states are followed in parallel, so that each character
 * is read once.
 */
final class GlobStates implements Braces.Visitor {

  private static final int NONE = -1;
  private static final int ANY = -2;

  private static final class State {
    /** The character that leads to the next state. */
    private int letter = NONE;

    /** Whether every character keeps this state. */
    private boolean stays;

    /** The states that this one includes without reading a character. */
    private final List<Integer> also = new ArrayList<>();
  }

  /**
   * The state of an open brace.
   *
   * @param start the state before it
   * @param ends the last state of each alternative
   */
  private record Brace(int start, List<Integer> ends) {}

  private final List<State> states = new ArrayList<>(List.of(new State()));
  private final ArrayDeque<Brace> braces = new ArrayDeque<>();

  private GlobStates() {}

  /**
   * @throws IllegalArgumentException if a brace is not closed or not opened
   */
  static GlobStates of(String glob) {
    var made = new GlobStates();
    Braces.read(glob, made);
    return made;
  }

  @Override
  public void letter(int c) {
    if (c == '*') {
      begin(last());
      states.get(last()).stays = true;
    } else {
      states.get(last()).letter = c == '?' ? ANY : c;
      states.add(new State());
    }
  }

  @Override
  public void open() {
    braces.push(new Brace(last(), new ArrayList<>()));
    begin(last());
  }

  @Override
  public void next() {
    braces.peek().ends().add(last());
    begin(braces.peek().start());
  }

  @Override
  public void close() {
    var ends = braces.pop().ends();
    ends.add(last());
    states.add(new State());
    ends.forEach(end -> states.get(end).also.add(last()));
  }

  /** Adds a state that the given state includes. */
  private void begin(int there) {
    states.add(new State());
    states.get(there).also.add(last());
  }

  private int last() {
    return states.size() - 1;
  }

  boolean match(String text) {
    var now = new BitSet(states.size());
    var next = new BitSet(states.size());
    enter(0, now);
    for (var at = 0; at < text.length() && !now.isEmpty(); ) {
      if (now.get(last()) && states.get(last()).stays) {
        return true;
      }
      var c = text.codePointAt(at);
      at += Character.charCount(c);
      for (var i = now.nextSetBit(0); i >= 0; i = now.nextSetBit(i + 1)) {
        var state = states.get(i);
        if (state.stays) {
          enter(i, next);
        }
        if (state.letter == c || state.letter == ANY) {
          enter(i + 1, next);
        }
      }
      var before = now;
      now = next;
      next = before;
      next.clear();
    }
    return now.get(last());
  }

  private void enter(int state, BitSet into) {
    if (into.get(state)) {
      return;
    }
    into.set(state);
    if (states.get(state).also.isEmpty()) {
      return;
    }
    var more = new ArrayDeque<>(states.get(state).also);
    while (!more.isEmpty()) {
      var i = more.pop();
      if (!into.get(i)) {
        into.set(i);
        more.addAll(states.get(i).also);
      }
    }
  }
}
