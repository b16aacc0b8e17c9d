package io.logstrata.testkit.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of the service: reads the request, fills the answer, or refuses. */
@FunctionalInterface
interface Operation {
  void perform(Input input, ObjectNode answer);
}
