package io.logstrata.samples.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers, and logs what it answered: the status as a key-value, the order in the MDC. */
@RestController
class OrderController {
  private static final Logger LOG = LoggerFactory.getLogger(OrderController.class);

  @GetMapping("/orders/{order}")
  ResponseEntity<String> order(@PathVariable("order") int order) {
    MDC.put("order", Integer.toString(order));
    try {
      if (order < 0) {
        LOG.atError().addKeyValue("statusCode", 503).log("no warehouse has orders below zero");
        return ResponseEntity.status(503).body("try later");
      }
      LOG.atInfo().addKeyValue("statusCode", 200).log("order found");
      return ResponseEntity.ok("order " + order);
    } finally {
      MDC.remove("order");
    }
  }
}
