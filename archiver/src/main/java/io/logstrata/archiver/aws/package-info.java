/** The ports of a run on the AWS SDK. An exception of the SDK ends here. */
package io.logstrata.archiver.aws;
