/**
 * Queue, batches, limits, the loop that sends, backoff and the ledger. Knows nothing but {@code
 * java.*}: its tests need no network, no container and no logging context. The outside world enters
 * by three ports: {@link io.logstrata.appender.ship.Destination}, {@link
 * io.logstrata.appender.ship.Encoding} and {@link io.logstrata.appender.ship.ShipperListener}.
 */
package io.logstrata.appender.ship;
