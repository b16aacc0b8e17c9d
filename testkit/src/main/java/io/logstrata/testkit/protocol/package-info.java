/**
 * The JSON 1.1 protocol: requests to calls on the store, results and refusals to answers. The only
 * room that knows WireMock.
 */
package io.logstrata.testkit.protocol;
