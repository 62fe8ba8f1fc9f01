package org.criumatrix.junit;

import java.nio.file.Path;
import java.util.function.Function;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Profile;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for the values of options. Their messages follow the option's name. */
final class OptionTypes {

  private OptionTypes() {}

  /** Globs, kept as the user wrote them. */
  static final class Globs implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      usable(text, Selection::of);
      return text;
    }
  }

  /** Who calls CRIU. */
  static final class CallerName implements ITypeConverter<Caller> {
    @Override
    public Caller convert(String text) {
      return Caller.find(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "is one of %s, not '%s'".formatted(Caller.names(), text)));
    }
  }

  /** A profile of profiles.toml. */
  static final class ProfileName implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String text) {
      return Profile.find(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "is one of %s, not '%s'".formatted(Profile.names(), text)));
    }
  }

  /** A whole number of 1 or more. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      int number;
      try {
        number = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("takes a whole number, not '%s'".formatted(text));
      }
      if (number >= 1) {
        return number;
      }
      throw new TypeConversionException(
          "is 1 or more, not %d; leave it out to get the default".formatted(number));
    }
  }

  /** A percentage, kept as a rate between 0 and 1. */
  static final class Percentage implements ITypeConverter<Double> {
    private static final double WHOLE = 100;

    @Override
    public Double convert(String text) {
      double percent;
      try {
        percent = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "takes a percentage such as 0.3, not '%s'".formatted(text));
      }
      if (percent > 0 && percent < WHOLE) {
        return percent / WHOLE;
      }
      throw new TypeConversionException("is between 0 and 100, not %s".formatted(text));
    }
  }

  /** A switch that is on unless the value is {@code off} or {@code false}. */
  static final class Switch implements ITypeConverter<Boolean> {
    @Override
    public Boolean convert(String text) {
      return !text.equals("off") && !text.equals("false");
    }
  }

  /** Accepts {@code ignored} or nothing. */
  static final class Ignored implements ITypeConverter<String> {

    static final String WORD = "ignored";

    @Override
    public String convert(String text) {
      if (text.isEmpty() || text.equals(WORD)) {
        return text;
      }
      throw new TypeConversionException("is '%s' or not given, not '%s'".formatted(WORD, text));
    }
  }

  static final class TierName implements ITypeConverter<Tier> {
    @Override
    public Tier convert(String text) {
      return Tier.of(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "is one of %s, not '%s'".formatted(Tier.names(), text)));
    }
  }

  static final class ShardName implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      return usable(text, Shard::parse);
    }
  }

  static final class PathName implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
      return usable(text, Path::of);
    }
  }

  /** A path or another word, kept as the user wrote it. */
  static final class PathText implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      usable(text, Path::of);
      return text;
    }
  }

  private static <T> T usable(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("cannot be used: " + e.getMessage());
    }
  }
}
