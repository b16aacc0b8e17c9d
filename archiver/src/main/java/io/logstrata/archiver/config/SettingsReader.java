package io.logstrata.archiver.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Gathers the settings from a file, the environment and options, and says all that is wrong with
 * them at once.
 */
public final class SettingsReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private final Map<String, String> environment;
  private final BiFunction<String, ZoneId, Optional<String>> schedules;
  private final Map<Key, Given> given = new EnumMap<>(Key.class);
  private final Map<Key, DeclarationCheck.Tree> trees = new EnumMap<>(Key.class);
  private final List<String> problems = new ArrayList<>();

  /**
   * A value and where it came from.
   *
   * @param kind what the file has there
   */
  record Given(String text, JsonToken kind, String place) {}

  /**
   * Reads with the variables of the environment, such as {@code LOGSTRATA_REGION}; {@code
   * AWS_REGION} counts as well. A schedule is not looked into.
   */
  public SettingsReader(Map<String, String> environment) {
    this(environment, (schedule, zone) -> Optional.empty());
  }

  /**
   * The same, for whoever can follow a schedule.
   *
   * @param schedules says what is wrong with a schedule in a zone, if anything is, as the rest of a
   *     sentence
   */
  public SettingsReader(
      Map<String, String> environment, BiFunction<String, ZoneId, Optional<String>> schedules) {
    this.environment = Map.copyOf(environment);
    this.schedules = requireNonNull(schedules, "schedules");
  }

  /**
   * Reads the settings.
   *
   * @param endpoint what the option says, if it was given
   * @param s3Endpoint what the option says, if it was given
   */
  public Settings read(Optional<Path> file, Optional<String> endpoint, Optional<String> s3Endpoint)
      throws ConfigurationException {
    return read(file, endpoint, s3Endpoint, Map.of());
  }

  /**
   * Reads the settings.
   *
   * @param endpoint what the option says, if it was given
   * @param s3Endpoint what the option says, if it was given
   * @param options what other options say, by the names of settings
   */
  public Settings read(
      Optional<Path> file,
      Optional<String> endpoint,
      Optional<String> s3Endpoint,
      Map<String, String> options)
      throws ConfigurationException {
    given.clear();
    trees.clear();
    problems.clear();
    if (file.isPresent() && !readFile(file.get())) {
      // What it would have held is not missing.
      throw new ConfigurationException(problems);
    }
    readEnvironment();
    endpoint.ifPresent(text -> put(Key.ENDPOINT, text, "option --endpoint"));
    s3Endpoint.ifPresent(text -> put(Key.S3_ENDPOINT, text, "option --s3-endpoint"));
    options.forEach(this::readOption);
    return checked();
  }

  private void readOption(String name, String text) {
    String place = "option --set " + name;
    Optional<Key> key = Key.named(name);
    if (key.isEmpty()) {
      problems.add(place + ": there is no setting \"" + name + "\"" + nearest(name));
    } else if (key.get().isDeclaration()) {
      problems.add(place + ": can be given in the file only: leave it out");
    } else {
      put(key.get(), text, place);
    }
  }

  private static String nearest(String name) {
    return Key.nearest(name)
        .map(near -> ": did you mean \"" + near.text() + "\"?")
        .orElse(": remove it");
  }

  /**
   * Reads the settings from an event, which overrides the environment, without a file.
   *
   * @param event texts by the names of settings; other names are not looked at
   */
  public Settings read(Map<String, String> event) throws ConfigurationException {
    given.clear();
    trees.clear();
    problems.clear();
    readEnvironment();
    event.forEach((name, text) -> Key.named(name).ifPresent(key -> put(key, text, "event")));
    return checked();
  }

  private Settings checked() throws ConfigurationException {
    Settings settings = new SettingsCheck(given, trees, problems, schedules).settings();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return settings;
  }

  private void put(Key key, String text, String place) {
    given.put(key, new Given(text, JsonToken.VALUE_STRING, place));
  }

  private void readEnvironment() {
    if (!given.containsKey(Key.REGION) && environment.containsKey("AWS_REGION")) {
      put(Key.REGION, environment.get("AWS_REGION"), "variable AWS_REGION");
    }
    for (Key key : Key.values()) {
      String text = environment.get(key.variable());
      if (text != null && key.isDeclaration()) {
        problems.add(
            "variable "
                + key.variable()
                + ": \""
                + key.text()
                + "\" can be given in the file only: remove the variable");
      } else if (text != null) {
        put(key, text, "variable " + key.variable());
      }
    }
    environment.keySet().stream()
        .filter(name -> name.startsWith(Key.VARIABLES))
        .filter(name -> Arrays.stream(Key.values()).noneMatch(key -> key.variable().equals(name)))
        .sorted()
        .forEach(
            name ->
                problems.add(
                    "variable "
                        + name
                        + ": there is no such setting"
                        + Key.nearestVariable(name)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(": remove it")));
  }

  /** Whether there is such a file, and it is JSON. */
  private boolean readFile(Path file) {
    try (JsonParser parser = JSON.createParser(withoutMark(Files.readString(file)))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problems.add(file + " holds no JSON object: begin it with { and end it with }");
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readMember(file, parser);
      }
      if (parser.nextToken() != null) {
        problems.add(place(file, parser) + ": nothing may follow the JSON object");
      }
      return true;
    } catch (NoSuchFileException e) {
      problems.add("there is no file " + file + ": correct --config");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      problems.add(
          file
              + (at == null ? "" : " line " + at.getLineNr() + " column " + at.getColumnNr())
              + " is no JSON: "
              + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(file + " cannot be read: " + e.getMessage());
    }
    return false;
  }

  /** Some editors of Windows begin every file of UTF-8 with a byte order mark. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void readMember(Path file, JsonParser parser) throws IOException {
    String name = parser.currentName();
    String place = place(file, parser);
    JsonToken kind = parser.nextToken();
    Optional<Key> key = Key.named(name);
    String text = "";
    if (key.filter(Key::isDeclaration).isPresent()) {
      trees.put(key.get(), new DeclarationCheck.Tree(place, JSON.readTree(parser)));
    } else if (kind == JsonToken.START_ARRAY) {
      text = texts(parser);
    } else if (kind.isScalarValue()) {
      text = parser.getText();
    }
    parser.skipChildren();
    if (key.isPresent()) {
      if (given.containsKey(key.get())) {
        problems.add(place + ": \"" + name + "\" is there twice: remove one");
      }
      given.put(key.get(), new Given(text, kind, place));
    } else if (!name.equals("$schema")) {
      problems.add(place + ": there is no setting \"" + name + "\"" + nearest(name));
    }
  }

  /**
   * The texts of a list, with commas between them; what is no glob becomes a comma, so that empty
   * texts show it.
   */
  private static String texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean plain = parser.currentToken() == JsonToken.VALUE_STRING;
      String text = plain ? parser.getText() : "";
      texts.add(text.isBlank() || text.contains(",") ? "," : text);
      parser.skipChildren();
    }
    return String.join(",", texts);
  }

  private static String place(Path file, JsonParser parser) {
    return file + " line " + parser.currentTokenLocation().getLineNr();
  }
}
