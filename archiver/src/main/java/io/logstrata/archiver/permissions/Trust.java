package io.logstrata.archiver.permissions;

import java.util.List;
import java.util.regex.Pattern;

/** Who may take a role on. */
public final class Trust {
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:[A-Za-z0-9+=,.@_/-]+");

  private Trust() {}

  /**
   * The trust policy of a role.
   *
   * @param principal a service such as {@code lambda.amazonaws.com}, an account's 12 digits, or the
   *     ARN of a role or user
   * @throws IllegalArgumentException when it is none of these
   */
  public static PolicyDocument in(String principal) {
    boolean service = SERVICE.matcher(principal).matches();
    if (!service && !ACCOUNT.matcher(principal).matches() && !ARN.matcher(principal).matches()) {
      throw new IllegalArgumentException(
          "'"
              + principal
              + "' is no principal: give a service such as lambda.amazonaws.com, an account's 12"
              + " digits, or the ARN of a role or user");
    }
    return new PolicyDocument(
        List.of(
            Statement.allow("", List.of("sts:AssumeRole"), List.of())
                .by(new Statement.Principal(service ? "Service" : "AWS", principal))));
  }
}
