package io.logstrata.testkit.protocol;

import io.logstrata.testkit.Permission;
import java.util.List;

/** Which IAM actions on which resources a call needs. */
@FunctionalInterface
interface Permissions {
  List<Permission> of(String operation, Input input);
}
