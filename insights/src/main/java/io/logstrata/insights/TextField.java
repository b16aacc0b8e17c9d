package io.logstrata.insights;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Condition.TextMatch.Place;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Regex;

/**
 * A field that holds text. All comparisons are case-sensitive.
 *
 * <pre>{@code
 * Filter slow = Fields.text("path").startsWith("/api/").and(Fields.number("durationMs").isAtLeast(1000));
 * }</pre>
 */
public final class TextField extends TypedField<String> {
  TextField(Field field) {
    super(field);
  }

  @Override
  Literal literal(String value) {
    return new Literal.Text(value);
  }

  /** The value holds this text. */
  public Filter contains(String text) {
    return match(Place.ANYWHERE, text);
  }

  /** The value begins with this text. */
  public Filter startsWith(String text) {
    return match(Place.START, text);
  }

  /** The value ends with this text. */
  public Filter endsWith(String text) {
    return match(Place.END, text);
  }

  /** The regular expression finds something in the value; it need not match all of it. */
  public Filter matches(String regex) {
    return new Filter(
        new Condition.RegexMatch(field(), new Regex(regex), false, Absent.DOES_NOT_COUNT));
  }

  /** The value is an IPv4 or IPv6 address within this block, such as {@code 10.0.0.0/8}. */
  public Filter isInSubnet(String cidr) {
    return new Filter(new Condition.Subnet(field(), new Cidr(cidr), false, Absent.DOES_NOT_COUNT));
  }

  private Filter match(Place place, String text) {
    return new Filter(new Condition.TextMatch(field(), place, text, false, Absent.DOES_NOT_COUNT));
  }
}
