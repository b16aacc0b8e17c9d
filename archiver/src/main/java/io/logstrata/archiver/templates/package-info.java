/** What is declared, as templates for those who keep their infrastructure as code. */
package io.logstrata.archiver.templates;
