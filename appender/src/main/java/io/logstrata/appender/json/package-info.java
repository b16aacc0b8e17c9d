/** One Logback event becomes one JSON object in UTF-8. Knows Logback, and nothing of sending. */
package io.logstrata.appender.json;
