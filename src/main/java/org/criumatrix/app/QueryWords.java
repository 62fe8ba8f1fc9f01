package org.criumatrix.app;

import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes words that picocli would take for {@code -h} and something behind it: {@code -harm:lost}.
 */
final class QueryWords implements IParameterPreprocessor {

  @Override
  @SuppressWarnings("JdkObsolete") // picocli has a Stack.
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
    List<String> all = argument.getValue();
    all.add(words.pop());
    return true;
  }
}
