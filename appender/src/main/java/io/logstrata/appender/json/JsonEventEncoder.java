package io.logstrata.appender.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One JSON object for each event, in UTF-8: {@code timestamp} (ISO-8601, UTC, milliseconds), {@code
 * level} (lower case), {@code logger}, {@code thread}, {@code message}; key-value pairs and MDC
 * entries as fields beside them; {@code markers}; {@code exception} with {@code class}, {@code
 * message} and {@code stack}.
 *
 * <p>{@code statusCode} is a number whenever it is one, wherever it comes from: the first key-value
 * pair of that name, else the MDC, else the exception; one that is null is none. No object has a
 * name twice: a key-value pair or MDC entry whose name is taken gets {@code _} appended until it is
 * free. Numbers and booleans of key-value pairs stay what they are; arrays, collections and maps of
 * plain values become arrays and objects; every other value is text.
 *
 * <p>The default of {@link io.logstrata.appender.CloudWatchAppender}, but works in any of Logback's
 * appenders. Any number of threads may encode at a time, none of which waits for another one; to be
 * configured and started by one of them, before.
 */
public final class JsonEventEncoder extends EncoderBase<ILoggingEvent> {
  /** Less room than this leaves no place for a message beside the fields that every event has. */
  private static final int LEAST_BYTES = 8_192;

  private final NamedValues names = new NamedValues("fieldName");
  private final NamedValues staticFields = new NamedValues("staticField");
  private final List<String> problems = new ArrayList<>();
  private String upperCaseLevel = "false";
  private String nestMdcAs;
  private String nestKeyValuesAs;
  private String maxStackCharacters = Integer.toString(JsonOptions.DEFAULT_MAX_STACK_CHARACTERS);
  private String statusFromException = "true";
  private volatile Writers writers;

  /**
   * Renames a field: {@code level=severity}. May stand several times, once for each field; after
   * {@link #start}, even one that failed, it replaces what was said of that field before.
   */
  public void addFieldName(String nameEqualsNewName) {
    names.add(nameEqualsNewName);
  }

  /**
   * Adds a field to every event: {@code service=umma}. May stand several times, once for each
   * field; after {@link #start}, even one that failed, it replaces what was said of that field
   * before.
   */
  public void addStaticField(String nameEqualsValue) {
    staticFields.add(nameEqualsValue);
  }

  /** {@code ERROR} instead of {@code error}. Default false. */
  public void setUpperCaseLevel(String upperCase) {
    this.upperCaseLevel = upperCase;
  }

  /** Puts the MDC into an object of this name. Default: its entries stand at top level. */
  public void setNestMdcAs(String name) {
    this.nestMdcAs = name;
  }

  /** Puts key-value pairs into an object of this name. Default: they stand at top level. */
  public void setNestKeyValuesAs(String name) {
    this.nestKeyValuesAs = name;
  }

  /** Cuts a longer stack trace. In characters, default 65,536, at most 1,000,000. */
  public void setMaxStackCharacters(String characters) {
    this.maxStackCharacters = characters;
  }

  /**
   * Whether an exception with a public {@code getStatusCode()}, {@code statusCode()} or {@code
   * getResponse().getStatus()} gives an event {@code statusCode} that has none. Default true.
   */
  public void setStatusFromException(String fromException) {
    this.statusFromException = fromException;
  }

  @Override
  public void start() {
    JsonOptions options =
        new JsonOptions(
            names.latest(),
            yesOrNo("upperCaseLevel", upperCaseLevel),
            Optional.ofNullable(nestMdcAs),
            Optional.ofNullable(nestKeyValuesAs),
            staticFields.latest(),
            stackCharacters(),
            yesOrNo("statusFromException", statusFromException));
    problems.addAll(names.problems(false));
    problems.addAll(staticFields.problems(true));
    problems.addAll(options.problems());
    names.startTried();
    staticFields.startTried();
    if (!problems.isEmpty()) {
      problems.forEach(this::addError);
      problems.clear(); // said, and perhaps put right before the next start
      return;
    }
    writers = new Writers(options);
    super.start();
  }

  /** The event and a line feed. */
  @Override
  public byte[] encode(ILoggingEvent event) {
    Writers started = started();
    EventWriter writer = started.take();
    byte[] line = writer.line(event);
    started.giveBack(writer);
    return line;
  }

  /**
   * The event, without a line feed, in at most so many bytes: a longer one is cut inside, message
   * first, then stack trace, and says so in the field {@code truncated}. What comes out is valid
   * JSON in any case.
   *
   * @param atMostBytes 8,192 or more
   */
  public byte[] encodeWithin(ILoggingEvent event, int atMostBytes) {
    checkRoom(atMostBytes);
    Writers started = started();
    EventWriter writer = started.take();
    byte[] json = writer.within(event, atMostBytes);
    started.giveBack(writer);
    return json;
  }

  /**
   * As {@link #encodeWithin}, but as the inside of a JSON string, for a request that carries the
   * event as a text: each quote and backslash is escaped as it is written, not in a second pass.
   *
   * @param atMostBytes 8,192 or more, without these escapes
   * @param target is given the result
   */
  public void encodeQuoted(ILoggingEvent event, int atMostBytes, QuotedText target) {
    checkRoom(atMostBytes);
    Writers started = started();
    EventWriter writer = started.take();
    writer.quotedWithin(event, atMostBytes, target);
    started.giveBack(writer);
  }

  private static void checkRoom(int atMostBytes) {
    if (atMostBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "an event needs " + LEAST_BYTES + " bytes, not " + atMostBytes);
    }
  }

  @Override
  public byte[] headerBytes() {
    return null;
  }

  @Override
  public byte[] footerBytes() {
    return null;
  }

  private Writers started() {
    Writers started = writers;
    if (started == null) {
      throw new IllegalStateException(
          "the encoder was not started: see the status messages before");
    }
    return started;
  }

  private boolean yesOrNo(String option, String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    if (!lower.equals("true") && !lower.equals("false")) {
      problems.add(option + " is \"" + text + "\": use true or false");
    }
    return lower.equals("true");
  }

  private int stackCharacters() {
    try {
      int characters = Integer.parseInt(maxStackCharacters.strip());
      if (characters >= 0 && characters <= 1_000_000) {
        return characters;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    problems.add(
        "maxStackCharacters is \""
            + maxStackCharacters
            + "\": give a number from 0 to 1000000, such as 65536");
    return 0;
  }
}
