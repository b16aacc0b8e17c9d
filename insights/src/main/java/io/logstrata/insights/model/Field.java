package io.logstrata.insights.model;

import java.util.List;

/**
 * A field of an event, by its path: {@code user.id} is {@code [user, id]}, the second item's id
 * {@code [items, 1, id]}, a key that itself holds a dot one segment. Names are case-sensitive.
 *
 * <pre>{@code
 * Field.of("user.id").path(); // [user, id]
 * Field.path("user.id").path(); // [user.id]: a key that holds a dot
 * }</pre>
 *
 * @param path the segments, at least one, none empty and none with a backtick (the service
 *     documents no way to write one)
 */
public record Field(List<String> path) implements Expression {
  public Field {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a field needs a name");
    }
    for (String segment : path) {
      if (segment.isEmpty() || segment.equals("@")) {
        throw new IllegalArgumentException(
            "the field " + path + " has an empty part: name every part between the dots");
      }
      if (segment.indexOf('`') >= 0) {
        throw new IllegalArgumentException(
            "the field "
                + path
                + " has a backtick in its name: Insights QL cannot write one, so rename the field where it is logged");
      }
    }
  }

  /**
   * The field of this dotted name; use {@link #path(String...)} for a key that itself holds a dot.
   */
  public static Field of(String dottedName) {
    return new Field(List.of(dottedName.split("\\.", -1)));
  }

  /** The field at this path, each segment taken as it stands. */
  public static Field path(String... segments) {
    return new Field(List.of(segments));
  }

  /** The name under which the service discovers it: the segments joined by dots. */
  public String name() {
    return path.size() == 1 ? path.get(0) : String.join(".", path);
  }

  /**
   * Whether the service (or a command of the query) makes it, rather than the JSON of the message.
   */
  public boolean isGenerated() {
    return path.get(0).startsWith("@") && !path.get(0).startsWith("@@");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.field(this);
  }
}
