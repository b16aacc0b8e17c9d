/** Front room of the appender. */
package io.logstrata.appender;
