/** The destination on the AWS SDK. SDK exceptions become verdicts here and nowhere else. */
package io.logstrata.appender.aws;
