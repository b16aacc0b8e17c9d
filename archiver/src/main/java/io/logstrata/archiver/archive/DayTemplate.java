package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the first export of a day goes, such as {@code
 * {folder}/group={group}/year={yyyy}/month={MM}/day={dd}}. Every template leads each day of each
 * group to a folder of its own, of which none lies in another: it has always as many parts.
 *
 * @param text what stands for the folder, the group, and the date of the data, and what is between
 */
public record DayTemplate(String text) {
  /**
   * The bytes of a key that a template and a folder may take. S3's keys have 1,024 (user guide,
   * "Naming Amazon S3 objects"); up to 560 of them are the task's id, the stream's name and the
   * file's name, which leaves at least 164 to the group's name.
   */
  public static final int MOST_BYTES = 300;

  private static final String FOLDER = "{folder}/";
  private static final Set<String> TOKENS =
      Set.of("{folder}", "{group}", "{yyyy}", "{MM}", "{M}", "{dd}", "{d}");
  private static final Pattern BRACES = Pattern.compile("\\{[^{}]*}");
  private static final Pattern UNPADDED = Pattern.compile("[0-9}]\\{[Md]}|\\{[Md]}[0-9{]");
  // "Safe characters" of S3's user guide, and the equals sign of Hive's folders.
  private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z!_.*'()=/-]*");

  /** Where the system that logstrata replaces put a day: month and day without leading zeros. */
  // Below the patterns, which its making needs.
  public static final DayTemplate SEED = new DayTemplate("{folder}/{group}/{yyyy}/{M}/{d}");

  public DayTemplate {
    List<String> problems = problems(text);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("layout " + text + ": " + String.join("; ", problems));
    }
  }

  /** All that is wrong with a text as a template, each with its remedy; empty when it is one. */
  public static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    tokens(text).stream()
        .filter(token -> !TOKENS.contains(token))
        .forEach(token -> problems.add(unknown(token)));
    Set<Integer> odd = new TreeSet<>();
    BRACES
        .matcher(text)
        .replaceAll("")
        .codePoints()
        .filter(c -> !PLAIN.matcher(Character.toString(c)).matches())
        .forEach(odd::add);
    odd.forEach(c -> problems.add(oddCharacter(c)));
    // What follows would only repeat in other words what was said by now.
    if (problems.isEmpty()) {
      missing(text, problems);
      shape(text, problems);
    }
    return problems;
  }

  private static List<String> tokens(String text) {
    return List.copyOf(
        new LinkedHashSet<>(BRACES.matcher(text).results().map(found -> found.group()).toList()));
  }

  private static String unknown(String token) {
    String word = token.toLowerCase(Locale.ROOT);
    String meant = "";
    if (word.contains("group")) {
      meant = "{group}";
    } else if (word.length() > 2) {
      meant =
          switch (word.charAt(1)) {
            case 'f' -> "{folder}";
            case 'g' -> "{group}";
            case 'y', 'u' -> "{yyyy}";
            case 'm' -> "{MM}";
            case 'd' -> "{dd}";
            default -> "";
          };
    }
    return "there is no "
        + token
        + (meant.isEmpty()
            ? ": there are {folder}, {group}, {yyyy}, {MM}, {M}, {dd} and {d}"
            : ": did you mean " + meant + "?");
  }

  private static String oddCharacter(int character) {
    if (character == '{' || character == '}') {
      return "a brace is open or closed for nothing: write tokens such as {group}";
    }
    String shown =
        character > ' ' && character < 0x7f
            ? Character.toString(character)
            : String.format(Locale.ROOT, "U+%04X", character);
    return "S3 or its clients stumble over "
        + shown
        + " in keys: use letters, digits and ! - _ . * ' ( ) = /";
  }

  private static void missing(String text, List<String> problems) {
    if (!text.startsWith(FOLDER) || text.lastIndexOf(FOLDER) > 0) {
      problems.add("begin with {folder}/, and have that once: archives of one bucket lie apart so");
    }
    if (!text.contains("{group}")) {
      problems.add("{group} is missing: the groups' days would be mixed");
    }
    if (!text.contains("{yyyy}")) {
      problems.add("{yyyy} is missing: the days of different years would be mixed");
    }
    if (!text.contains("{MM}") && !text.contains("{M}")) {
      problems.add("{MM} or {M} is missing: the days of different months would be mixed");
    }
    if (!text.contains("{dd}") && !text.contains("{d}")) {
      problems.add("{dd} or {d} is missing: days would be mixed");
    }
  }

  private static void shape(String text, List<String> problems) {
    if (UNPADDED.matcher(text).find()) {
      problems.add(
          "{M} and {d} are one digit or two, so that with a digit or another token beside them days"
              + " would be mixed: put something between, or use {MM} and {dd}");
    }
    for (String part : text.split("/", -1)) {
      if (part.isEmpty() || part.matches("\\.+")) {
        problems.add("a part between slashes is empty or of dots alone: give it a name");
      } else if (part.startsWith("_") || part.startsWith(".")) {
        problems.add(part + " begins with " + part.charAt(0) + ": Hive and Athena do not see such");
      }
      if (part.contains("{group}") && !part.matches("[^{}]*\\{group}")) {
        problems.add("{group} must end its part, and have no other token in it: see " + part);
      }
    }
  }

  /** The bytes that a day's folder takes without the group's name. */
  public int bytes(String folder) {
    return expand(folder, "", LocalDate.of(2000, 12, 31)).getBytes(UTF_8).length;
  }

  String expand(String folder, String group, LocalDate day) {
    String start = folder.isEmpty() ? "" : folder + "/";
    return start
        + BRACES
            .matcher(text.substring(FOLDER.length()))
            .replaceAll(token -> Matcher.quoteReplacement(value(token.group(), group, day)));
  }

  private static String value(String token, String group, LocalDate day) {
    return switch (token) {
      case "{group}" -> group;
      case "{yyyy}" -> String.format(Locale.ROOT, "%04d", day.getYear());
      case "{MM}" -> String.format(Locale.ROOT, "%02d", day.getMonthValue());
      case "{M}" -> Integer.toString(day.getMonthValue());
      case "{dd}" -> String.format(Locale.ROOT, "%02d", day.getDayOfMonth());
      case "{d}" -> Integer.toString(day.getDayOfMonth());
      default -> throw new IllegalStateException(token + " was let through");
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
